"""numpy.typing: names for annotations."""

from typing import Any

from _numpy import ndarray

__all__ = ["ArrayLike", "DTypeLike", "NDArray", "NBitBase"]

ArrayLike = Any
DTypeLike = Any


class _NDArray:
    def __getitem__(self, item):
        return ndarray

    def __repr__(self):
        return "numpy.typing.NDArray"


NDArray = _NDArray()


class NBitBase:
    pass
