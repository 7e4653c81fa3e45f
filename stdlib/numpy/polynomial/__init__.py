"""numpy.polynomial: polynomials with the constant first."""

from numpy.polynomial.polynomial import Polynomial

__all__ = ["Polynomial"]
