// GradusEngine
