// GradusTestSupport
