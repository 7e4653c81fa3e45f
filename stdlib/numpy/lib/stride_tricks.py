"""numpy.lib.stride_tricks: views over windows."""

import _numpy
from _numpy import asarray
from numpy._shapes import broadcast_arrays

__all__ = ["as_strided", "sliding_window_view", "broadcast_to", "broadcast_arrays", "broadcast_shapes"]

broadcast_to, broadcast_shapes = _numpy.broadcast_to, _numpy.broadcast_shapes


def as_strided(x, shape=None, strides=None, subok=False, writeable=True, *, check_bounds=None):
    """A view with given shape and strides, within the array's memory."""
    x = asarray(x)
    return _numpy.as_strided(x, x.shape if shape is None else shape, x.strides if strides is None else strides)


def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    """A view of all windows of a shape."""
    x = asarray(x)
    window = tuple(window_shape) if hasattr(window_shape, "__len__") else (window_shape,)
    axes = tuple(range(x.ndim)) if axis is None else tuple(axis) if hasattr(axis, "__len__") else (axis,)
    if len(window) != len(axes):
        raise ValueError("Since axis is None, must provide window_shape for all dimensions of `x`; got "
                         f"{len(window)} window_shape elements and `x.ndim` is {x.ndim}." if axis is None else
                         f"Must provide matching length window_shape and axis; got {len(window)} window_shape elements "
                         f"and {len(axes)} axes elements.")
    shape, strides = list(x.shape), list(x.strides)
    for a, size in zip(axes, window):
        if shape[a] < size:
            raise ValueError("window shape cannot be larger than input array shape")
        shape[a] -= size - 1
        strides.append(x.strides[a])
    return _numpy.as_strided(x, tuple(shape) + window, strides)
