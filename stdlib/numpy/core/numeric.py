"""The names of older pickles."""

from numpy._core.numeric import _frombuffer  # noqa: F401
