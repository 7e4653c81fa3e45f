"""What old programs ask of distutils: comparing versions, and reading truth values."""
