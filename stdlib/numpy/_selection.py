"""Choosing elements."""

import _numpy
from _numpy import asarray, arange, ndarray

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


def _whole(indices):
    """Places as whole numbers: what is no number at all of them is refused."""
    if isinstance(indices, (list, tuple)):
        return asarray(indices, int)
    indices = asarray(indices)
    if indices.dtype == bool:
        return indices.astype(int)
    if indices.dtype.kind not in "iu":
        raise TypeError(f"Cannot cast array data from {indices.dtype!r} to dtype('int64') according to the rule 'safe'")
    return indices


def _within(indices, n, mode):
    """Places in a row of n elements, by the mode for those outside."""
    if mode == "wrap":
        return indices % n
    if mode == "clip":
        return _numpy.minimum(_numpy.maximum(indices, 0), n - 1)
    if mode != "raise":
        raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got '{mode}')")
    return indices


def take(a, indices, axis=None, out=None, mode="raise"):
    """Elements at places along an axis."""
    given, a = a, asarray(a)
    indices = _whole(indices)
    if axis is None:
        a, axis = a.ravel(), 0
    if not -a.ndim <= axis < a.ndim:
        from numpy.exceptions import AxisError
        raise AxisError(axis, a.ndim)
    indices = _within(indices, a.shape[axis], mode)
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
        if indices.ndim != 1:
            raise ValueError("when axis=None, `indices` must have a single dimension.")
        return arr.ravel()[indices]
    if not -arr.ndim <= axis < arr.ndim:
        from numpy.exceptions import AxisError
        raise AxisError(axis, arr.ndim)
    if indices.ndim != arr.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    return arr[_grid(arr, indices, axis % arr.ndim)]


def put_along_axis(arr, indices, values, axis):
    if axis is None:
        put(arr, indices, values)
    else:
        arr[_grid(arr, asarray(indices), axis % arr.ndim)] = values


def put(a, ind, v, mode="raise"):
    """Writes values, over and over, to places counted in a row."""
    if not isinstance(a, ndarray):
        raise TypeError(f"argument 1 must be numpy.ndarray, not {type(a)}")
    places = _within(_whole(ind).ravel(), a.size, mode)
    values = asarray(v).ravel()
    if places.size == 0 or values.size == 0:
        return
    for place in (places.min(), places.max()):
        if not -a.size <= place < a.size:
            raise IndexError(f"index {place} is out of bounds for axis 0 with size {a.size}")
    places = places % a.size
    if values.size < places.size:
        values = values[arange(places.size) % values.size]
    a[_numpy_unravel(places, a.shape)] = values[: places.size]


def putmask(a, mask, values):
    mask = asarray(mask)
    values = asarray(values).ravel()
    places = mask.ravel().nonzero()[0]
    if values.size:
        put(a, places, values[places % values.size])


def place(arr, mask, vals):
    put(arr, asarray(mask).ravel().nonzero()[0], vals)


def extract(condition, arr):
    return take(asarray(arr).ravel(), asarray(condition).ravel().nonzero()[0])


def compress(condition, a, axis=None, out=None):
    a, condition = asarray(a), asarray(condition)
    if condition.ndim != 1:
        raise ValueError("condition must be a 1-d array")
    return take(a, condition.nonzero()[0], axis, out)


def choose(a, choices, out=None, mode="raise"):
    """Elements of the choice that the number at their place names."""
    a = _whole(a)
    from numpy._shapes import broadcast_arrays
    kind = _numpy.result_type(*[c if isinstance(c, (int, float)) else asarray(c) for c in choices])
    arrays = broadcast_arrays(a, *choices)
    places = _within(arrays[0], len(choices), mode)
    if places.size and not (places.min() >= 0 and places.max() < len(choices)):
        raise ValueError("invalid entry in choice array")
    result = arrays[1].astype(kind)
    for i, choice in enumerate(arrays[2:], 1):
        result = _numpy.choose_where(places == i, choice, result).astype(kind)
    if out is not None:
        out[...] = result
        return out
    return result[()]


def _numpy_unravel(indices, shape):
    places = []
    for size in reversed(shape):
        places.append(indices % size)
        indices = indices // size
    return tuple(reversed(places))


def _checked_layout(order):
    if order not in ("C", "F"):
        raise ValueError("only 'C' or 'F' order is permitted")


def unravel_index(indices, shape, order="C"):
    """The places along each axis of elements counted in a row."""
    indices = asarray(indices)
    if indices.dtype.kind not in "iub":
        raise TypeError("only int indices permitted")
    _checked_layout(order)
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    total = 1
    for size in shape:
        total *= size
    for bad in [i for i in ((indices.min(), indices.max()) if indices.size else ()) if not 0 <= i < total]:
        raise ValueError(f"index {bad} is out of bounds for array with size {total}")
    indices = indices.astype(int)
    if order == "F":
        return tuple(reversed(_numpy_unravel(indices, tuple(reversed(shape)))))
    return _numpy_unravel(indices, shape)


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    """The places of elements counted in a row."""
    _checked_layout(order)
    places = [_whole(index) for index in multi_index]
    dims = (dims,) if isinstance(dims, int) else tuple(dims)
    if len(places) != len(dims):
        raise ValueError(f"parameter multi_index must be a sequence of length {len(dims)}")
    result = 0
    for index, size in (list(zip(places, dims)) if order == "C" else reversed(list(zip(places, dims)))):
        index = _within(index, size, mode)
        if index.size and not (index.min() >= 0 and index.max() < size):
            raise ValueError("invalid entry in coordinates array")
        result = result * size + index
    return asarray(result)[()]


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return asarray(a).diagonal(offset, axis1, axis2).sum(-1, dtype)
