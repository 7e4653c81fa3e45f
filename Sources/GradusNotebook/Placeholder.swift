// GradusNotebook
