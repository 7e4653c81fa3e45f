"""Rearranging arrays."""

from operator import index as _index

import _numpy
from _numpy import array, asarray, concatenate, arange, empty
from numpy.exceptions import AxisError

__all__ = [
    "reshape", "ravel", "transpose", "permute_dims", "swapaxes", "moveaxis", "rollaxis", "expand_dims", "squeeze",
    "atleast_1d", "atleast_2d", "atleast_3d", "stack", "vstack", "row_stack", "hstack", "dstack", "column_stack", "concat",
    "split", "array_split", "vsplit", "hsplit", "dsplit", "tile", "repeat", "roll", "flip", "fliplr", "flipud", "rot90",
    "resize", "append", "insert", "delete", "broadcast_arrays", "ndim", "shape", "size", "matrix_transpose", "unstack",
    "diagonal", "trim_zeros", "fill_diagonal", "kron", "copyto", "shares_memory", "may_share_memory",
]


def _axis(axis, ndim):
    if not -ndim <= axis < ndim:
        raise AxisError(axis, ndim)
    return axis % ndim


def _axes(axis, ndim):
    if isinstance(axis, (tuple, list)):
        axes = tuple(_axis(i, ndim) for i in axis)
    else:
        axes = (_axis(_index(axis), ndim),)
    if len(set(axes)) != len(axes):
        raise ValueError("repeated axis")
    return axes


def _arrays(items):
    # Whatever is indexed will do, as in NumPy: a tensor, a range.
    if not hasattr(items, "__getitem__"):
        raise TypeError('arrays to stack must be passed as a "sequence" type such as list or tuple.')
    return [asarray(item) for item in items]


def reshape(a, /, shape, order="C", *, copy=None):
    """The elements in another shape."""
    if _numpy.is_tensor(a) and order == "C":
        return a.reshape(shape)
    return asarray(a).reshape(shape, order=order)


def ravel(a, order="C"):
    return asarray(a).ravel(order)


def transpose(a, axes=None):
    if _numpy.is_tensor(a):
        return a.permute(*(reversed(range(a.dim())) if axes is None else axes))
    a = a if _numpy.is_scalar(a) else asarray(a)
    if axes is None:
        return a.transpose()
    if len(axes if hasattr(axes, "__len__") else (axes,)) != a.ndim:
        raise ValueError("axes don't match array")
    return a.transpose(axes)


permute_dims = transpose


def swapaxes(a, axis1, axis2):
    return a.swapaxes(axis1, axis2) if _numpy.is_tensor(a) else asarray(a).swapaxes(axis1, axis2)


def moveaxis(a, source, destination):
    a = asarray(a)
    try:
        source = _axes(source, a.ndim)
    except AxisError as error:
        raise AxisError(f"source: {error}") from None
    try:
        destination = _axes(destination, a.ndim)
    except AxisError as error:
        raise AxisError(f"destination: {error}") from None
    if len(source) != len(destination):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    order = [n for n in range(a.ndim) if n not in source]
    for dest, src in sorted(zip(destination, source)):
        order.insert(dest, src)
    return a.transpose(order)


def rollaxis(a, axis, start=0):
    a = asarray(a)
    axis = _axis(axis, a.ndim)
    if start < 0:
        start += a.ndim
    if axis < start:
        start -= 1
    axes = list(range(a.ndim))
    axes.remove(axis)
    axes.insert(start, axis)
    return a.transpose(axes)


def expand_dims(a, axis):
    a = asarray(a)
    if not isinstance(axis, (tuple, list)):
        axis = (axis,)
    ndim = a.ndim + len(axis)
    axes = _axes(tuple(axis), ndim)
    sizes = iter(a.shape)
    return a.reshape([1 if i in axes else next(sizes) for i in range(ndim)])


def squeeze(a, axis=None):
    if _numpy.is_tensor(a):
        return a.squeeze() if axis is None else a.squeeze(axis)
    return (a if _numpy.is_scalar(a) else asarray(a)).squeeze(axis)


def _each(arrays, change):
    results = [change(asarray(a)) for a in arrays]
    return results[0] if len(results) == 1 else tuple(results)


def atleast_1d(*arys):
    return _each(arys, lambda a: a.reshape(1) if a.ndim == 0 else a)


def atleast_2d(*arys):
    return _each(arys, lambda a: a.reshape(1, 1) if a.ndim == 0 else a[None, :] if a.ndim == 1 else a)


def atleast_3d(*arys):
    def change(a):
        if a.ndim == 0:
            return a.reshape(1, 1, 1)
        if a.ndim == 1:
            return a[None, :, None]
        return a[:, :, None] if a.ndim == 2 else a
    return _each(arys, change)


def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    """Joins arrays along a new axis."""
    arrays = _arrays(arrays)
    if not arrays:
        raise ValueError("need at least one array to stack")
    if len({a.shape for a in arrays}) != 1:
        raise ValueError("all input arrays must have the same shape")
    axis = _axis(axis, arrays[0].ndim + 1)
    key = (slice(None),) * axis + (None,)
    return concatenate([a[key] for a in arrays], axis, out, dtype=dtype)


def vstack(tup, *, dtype=None, casting="same_kind"):
    """Joins arrays row by row."""
    return concatenate([atleast_2d(a) for a in _arrays(tup)], 0, dtype=dtype)


row_stack = vstack


def hstack(tup, *, dtype=None, casting="same_kind"):
    """Joins arrays column by column."""
    arrays = [atleast_1d(a) for a in _arrays(tup)]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, dtype=dtype)


def dstack(tup):
    return concatenate([atleast_3d(a) for a in _arrays(tup)], 2)


def column_stack(tup):
    """One-dimensional arrays become columns."""
    return concatenate([a.reshape(-1, 1) if a.ndim < 2 else a for a in _arrays(tup)], 1)


def concat(arrays, /, axis=0, out=None, *, dtype=None, casting="same_kind"):
    return concatenate(arrays, axis, out, dtype=dtype)


def array_split(ary, indices_or_sections, axis=0):
    """Parts of nearly equal sizes, or cut at given places."""
    ary = asarray(ary)
    total = ary.shape[axis]
    if hasattr(indices_or_sections, "__len__"):
        points = [0, *[int(i) for i in indices_or_sections], total]
    else:
        sections = int(indices_or_sections)
        if sections <= 0:
            raise ValueError("number sections must be larger than 0.") from None
        each, extras = divmod(total, sections)
        points = [0]
        for i in range(sections):
            points.append(points[-1] + each + (1 if i < extras else 0))
    key = (slice(None),) * (axis % ary.ndim)
    return [ary[key + (slice(points[i], points[i + 1]),)] for i in range(len(points) - 1)]


def split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    if not hasattr(indices_or_sections, "__len__") and ary.shape[axis] % indices_or_sections:
        raise ValueError("array split does not result in an equal division") from None
    return array_split(ary, indices_or_sections, axis)


def vsplit(ary, indices_or_sections):
    if ndim(ary) < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(ary, indices_or_sections, 0)


def hsplit(ary, indices_or_sections):
    if ndim(ary) == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(ary, indices_or_sections, 1 if ndim(ary) > 1 else 0)


def dsplit(ary, indices_or_sections):
    if ndim(ary) < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(ary, indices_or_sections, 2)


def unstack(x, /, *, axis=0):
    x = moveaxis(asarray(x), axis, 0)
    return tuple(x[i] for i in range(len(x)))


def tile(A, reps):
    """The array repeated like tiles."""
    A = asarray(A)
    reps = tuple(int(r) for r in reps) if hasattr(reps, "__len__") else (int(reps),)
    d = max(len(reps), A.ndim)
    reps = (1,) * (d - len(reps)) + reps
    shape = (1,) * (d - A.ndim) + A.shape
    spread, wide = [], []
    for size, count in zip(shape, reps):
        spread += [1, size]
        wide += [count, size]
    if 2 * d <= 8:
        result = _numpy.broadcast_to(A.reshape(spread), wide)
        return result.copy().reshape([size * count for size, count in zip(shape, reps)])
    result = A.reshape(shape)
    for axis, count in enumerate(reps):
        result = concatenate([result] * count, axis)
    return result


def repeat(a, repeats, axis=None):
    """Each element several times."""
    given, a = a, asarray(a)
    if axis is None:
        a, axis = a.ravel(), 0
    axis = _axis(axis, a.ndim)
    n = a.shape[axis]
    repeats = asarray(repeats)
    if repeats.size and repeats.min() < 0:
        raise ValueError("repeats may not contain negative values.")
    if repeats.size == 1:
        places = arange(n).reshape(-1, 1) + _numpy.zeros((1, int(repeats.ravel()[0])), int)
        places = places.ravel()
    else:
        if repeats.size != n:
            raise ValueError(f"operands could not be broadcast together with shape ({n},) {repeats.shape}".replace(" (", " ("))
        places = repeats.cumsum().searchsorted(arange(int(repeats.sum())), "right")
    return _numpy.like(given, a[(slice(None),) * axis + (places,)])


def roll(a, shift, axis=None):
    """Elements moved along an axis, around its ends."""
    a = asarray(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    axes = [_axis(i, a.ndim) for i in (axis if isinstance(axis, (tuple, list)) else (axis,))]
    pairs = broadcast_arrays(asarray(shift), asarray(axes))
    # Steps along one axis add up.
    steps = {}
    for step, place in zip(pairs[0].ravel().tolist(), pairs[1].ravel().tolist()):
        steps[int(place)] = steps.get(int(place), 0) + int(step)
    for place, step in steps.items():
        n = a.shape[place]
        if n:
            step %= n
            key = (slice(None),) * place
            a = concatenate([a[key + (slice(n - step, None),)], a[key + (slice(None, n - step),)]], place)
    return a.copy()


def flip(m, axis=None):
    m = asarray(m)
    axes = range(m.ndim) if axis is None else _axes(axis, m.ndim)
    return m[tuple(slice(None, None, -1) if i in axes else slice(None) for i in range(m.ndim))]


def fliplr(m):
    m = asarray(m)
    if m.ndim < 2:
        raise ValueError("Input must be >= 2-d.")
    return m[:, ::-1]


def flipud(m):
    m = asarray(m)
    if m.ndim < 1:
        raise ValueError("Input must be >= 1-d.")
    return m[::-1, ...]


def rot90(m, k=1, axes=(0, 1)):
    m = asarray(m)
    k %= 4
    if k == 0:
        return m[:]
    if k == 2:
        return flip(flip(m, axes[0]), axes[1])
    order = list(range(m.ndim))
    order[axes[0]], order[axes[1]] = order[axes[1]], order[axes[0]]
    if k == 1:
        return flip(m, axes[1]).transpose(order)
    return flip(m.transpose(order), axes[1])


def resize(a, new_shape):
    a = asarray(a).ravel()
    shape = (new_shape,) if isinstance(new_shape, int) else tuple(new_shape)
    total = 1
    for n in shape:
        total *= n
    if a.size == 0:
        return _numpy.zeros(shape, a.dtype)
    return concatenate([a] * -(-total // a.size))[:total].reshape(shape) if total else a[:0].reshape(shape)


def append(arr, values, axis=None):
    arr = asarray(arr)
    if axis is None:
        return concatenate([arr.ravel(), asarray(values).ravel()])
    return concatenate([arr, asarray(values)], axis)


def _places(obj, n):
    if isinstance(obj, slice):
        return arange(*obj.indices(n))
    places = asarray(obj)
    if places.dtype == bool:
        places = places.nonzero()[0]
    if places.size == 0:
        places = places.astype(int)
    return places


def delete(arr, obj, axis=None):
    """The array without some places."""
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    places = _places(obj, n)
    for place in places.ravel().tolist():
        if not -n <= place < n:
            raise IndexError(f"index {place} is out of bounds for axis {axis} with size {n}")
    keep = _numpy.ones(n, bool)
    keep[places] = False
    return arr[(slice(None),) * axis + (keep,)]


def insert(arr, obj, values, axis=None):
    """The array with values put before some places."""
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    places = _places(obj, n)
    values = asarray(values).astype(arr.dtype) if arr.dtype.kind not in "UO" else asarray(values)
    if places.size == 1:
        place = int(places.ravel()[0])
        if not -n <= place <= n:
            raise IndexError(f"index {place} is out of bounds for axis {axis} with size {n}")
        place = place + n if place < 0 else place
        if places.ndim == 0 and values.ndim:
            values = moveaxis(values.reshape((1,) * (arr.ndim - values.ndim) + values.shape), 0, axis)
        else:
            values = values.reshape((1,) * (arr.ndim - values.ndim) + values.shape)
        count = values.shape[axis]
        wanted = tuple(count if i == axis else size for i, size in enumerate(arr.shape))
        key = (slice(None),) * axis
        return concatenate(
            [arr[key + (slice(0, place),)], _numpy.broadcast_to(values, wanted), arr[key + (slice(place, None),)]], axis)
    places = _numpy.choose_where(places < 0, places + n, places)
    order = places.argsort()
    target = places.copy()
    target[order] += arange(places.size)
    result = empty(tuple(size + places.size if i == axis else size for i, size in enumerate(arr.shape)), arr.dtype)
    old = _numpy.ones(n + places.size, bool)
    old[target] = False
    key = (slice(None),) * axis
    result[key + (target,)] = values
    result[key + (old,)] = arr
    return result


def broadcast_arrays(*args, subok=False):
    arrays = [asarray(a) for a in args]
    shape = _numpy.broadcast_shapes(*[a.shape for a in arrays])
    return tuple(_numpy.broadcast_to(a, shape) for a in arrays)


def ndim(a):
    return asarray(a).ndim


def shape(a):
    return asarray(a).shape


def size(a, axis=None):
    a = asarray(a)
    return a.size if axis is None else a.shape[axis]


def matrix_transpose(x, /):
    return asarray(x).mT


def diagonal(a, offset=0, axis1=0, axis2=1):
    return asarray(a).diagonal(offset, axis1, axis2)


def trim_zeros(filt, trim="fb", axis=None):
    values = asarray(filt)
    places = values.nonzero()[0]
    if len(places) == 0:
        return filt[:0]
    first = int(places[0]) if "f" in trim.lower() else 0
    last = int(places[-1]) + 1 if "b" in trim.lower() else len(values)
    return filt[first:last]


def fill_diagonal(a, val, wrap=False):
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    n = min(a.shape)
    a[(arange(n),) * a.ndim] = val


def kron(a, b):
    """The Kronecker product."""
    a, b = asarray(a), asarray(b)
    ndim = max(a.ndim, b.ndim)
    sa, sb = (1,) * (ndim - a.ndim) + a.shape, (1,) * (ndim - b.ndim) + b.shape
    left, right = [], []
    for x, y in zip(sa, sb):
        left += [x, 1]
        right += [1, y]
    return (a.reshape(left) * b.reshape(right)).reshape([x * y for x, y in zip(sa, sb)])[()]


def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst[...] = src
    else:
        mask = _numpy.broadcast_to(asarray(where), dst.shape)
        dst[mask] = _numpy.broadcast_to(asarray(src), dst.shape)[mask]


def shares_memory(a, b, max_work=None):
    return _numpy.shares_memory(a, b)


def may_share_memory(a, b, max_work=None):
    return _numpy.shares_memory(a, b)
