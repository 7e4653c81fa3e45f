// GradusREPL
