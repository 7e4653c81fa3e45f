// GradusCompiler
