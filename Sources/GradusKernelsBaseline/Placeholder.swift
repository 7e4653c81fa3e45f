// GradusKernelsBaseline
