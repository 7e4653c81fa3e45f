// GradusLibrary
