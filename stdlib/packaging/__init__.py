"""Version numbers as the packages of Python have them."""

__all__ = ["version"]
__version__ = "24.0"
