// GradusKernels
