// GradusTensor
