// GradusVM
