"""The names of older pickles."""

from numpy._core.multiarray import _reconstruct, array, dtype, ndarray, scalar  # noqa: F401
