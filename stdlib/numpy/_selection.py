"""Choosing elements."""

import _numpy
from _numpy import asarray, arange

__all__ = [
    "where", "nonzero", "argwhere", "flatnonzero", "take", "take_along_axis", "put_along_axis", "put", "putmask", "place",
    "extract", "compress", "choose", "unravel_index", "ravel_multi_index", "trace",
]


def where(condition, x=None, y=None, /):
    """Elements of x where a condition holds, else of y; with the condition alone the places where it holds."""
    if x is None and y is None:
        return asarray(condition).nonzero()
    if x is None or y is None:
        raise ValueError("either both or neither of x and y should be given")
    return _numpy.choose_where(condition, x, y)


def nonzero(a):
    return a.nonzero() if _numpy.is_tensor(a) else asarray(a).nonzero()


def argwhere(a):
    """The places of elements that are not zero, one row each."""
    a = asarray(a)
    if a.ndim == 0:
        return _numpy.zeros((1 if a else 0, 0), int)
    from numpy._shapes import stack
    return stack(a.nonzero(), 1)


def flatnonzero(a):
    return asarray(a).ravel().nonzero()[0]


def take(a, indices, axis=None, out=None, mode="raise"):
    """Elements at places along an axis."""
    given, a = a, asarray(a)
    indices = asarray(indices)
    if axis is None:
        a, axis = a.ravel(), 0
    n = a.shape[axis]
    if mode == "wrap":
        indices = indices % n
    elif mode == "clip":
        indices = _numpy.minimum(_numpy.maximum(indices, 0), n - 1)
    result = a[(slice(None),) * (axis % a.ndim) + (indices,)]
    if out is not None:
        out[...] = result
        return out
    return _numpy.like(given, result)


def _grid(arr, indices, axis):
    key = []
    for i in range(arr.ndim):
        if i == axis:
            key.append(indices)
        else:
            shape = [1] * arr.ndim
            shape[i] = -1
            key.append(arange(arr.shape[i]).reshape(shape))
    return tuple(key)


def take_along_axis(arr, indices, axis=-1):
    arr, indices = asarray(arr), asarray(indices)
    if axis is None:
        return arr.ravel()[indices]
    return arr[_grid(arr, indices, axis % arr.ndim)]


def put_along_axis(arr, indices, values, axis):
    if axis is None:
        put(arr, indices, values)
    else:
        arr[_grid(arr, asarray(indices), axis % arr.ndim)] = values


def put(a, ind, v, mode="raise"):
    places = asarray(ind).ravel()
    values = asarray(v).ravel()
    if values.size < places.size:
        values = values[arange(places.size) % values.size]
    a[_numpy_unravel(places, a.shape)] = values[: places.size]


def putmask(a, mask, values):
    mask = asarray(mask)
    values = asarray(values).ravel()
    places = mask.ravel().nonzero()[0]
    put(a, places, values[places % values.size])


def place(arr, mask, vals):
    put(arr, asarray(mask).ravel().nonzero()[0], vals)


def extract(condition, arr):
    return asarray(arr).ravel()[asarray(condition).ravel().astype(bool)]


def compress(condition, a, axis=None, out=None):
    a = asarray(a)
    places = asarray(condition).nonzero()[0]
    return take(a, places, axis)


def choose(a, choices, out=None, mode="raise"):
    a = asarray(a)
    from numpy._shapes import broadcast_arrays
    arrays = broadcast_arrays(a, *choices)
    result = arrays[1].copy()
    for i, choice in enumerate(arrays[2:], 1):
        result = _numpy.choose_where(arrays[0] == i, choice, result)
    return result


def _numpy_unravel(indices, shape):
    places = []
    for size in reversed(shape):
        places.append(indices % size)
        indices = indices // size
    return tuple(reversed(places))


def unravel_index(indices, shape, order="C"):
    """The places along each axis of elements counted in a row."""
    indices = asarray(indices)
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    total = 1
    for size in shape:
        total *= size
    if indices.size and not (indices.min() >= 0 and indices.max() < total):
        bad = indices.ravel()[0] if indices.ndim == 0 else indices.max()
        raise ValueError(f"index {bad} is out of bounds for array with size {total}")
    return _numpy_unravel(indices, shape)


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    result = 0
    for index, size in zip(multi_index, dims):
        result = result * size + asarray(index)
    return asarray(result)[()]


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return asarray(a).diagonal(offset, axis1, axis2).sum(-1, dtype)
