"""Arrays with borders, and arrays of blocks."""

import _numpy
from _numpy import asarray, arange

__all__ = []


def _widths(pad_width, ndim):
    if isinstance(pad_width, dict):
        out = [(0, 0)] * ndim
        for axis, width in pad_width.items():
            out[axis] = (width, width) if isinstance(width, int) else tuple(width)
        return out
    widths = asarray(pad_width)
    if widths.dtype.kind != "i":
        raise TypeError("`pad_width` must be of integral type.")
    if (widths < 0).any():
        raise ValueError("index can't contain negative values")
    try:
        return [tuple(pair) for pair in _numpy.broadcast_to(widths, (ndim, 2)).tolist()]
    except ValueError:
        raise ValueError(f"operands could not be broadcast together with remapped shapes [original->remapped]: "
                         f"{str(widths.shape).replace(' ', '')} and requested shape ({ndim},2)") from None


def pad(array, pad_width, mode="constant", **kwargs):
    """An array with a border: constant, edge, reflect, symmetric, wrap, linear_ramp, maximum, mean, minimum, empty."""
    a = asarray(array)
    widths = _widths(pad_width, a.ndim)
    allowed = {"constant": ("constant_values",), "linear_ramp": ("end_values",), "reflect": ("reflect_type",),
               "symmetric": ("reflect_type",), "maximum": ("stat_length",), "mean": ("stat_length",),
               "median": ("stat_length",), "minimum": ("stat_length",), "edge": (), "wrap": (), "empty": ()}
    if callable(mode):
        raise NotImplementedError("Gradus has no np.pad with a function")
    if mode not in allowed:
        raise ValueError(f"mode '{mode}' is not supported")
    wrong = set(kwargs) - set(allowed[mode])
    if wrong:
        raise ValueError(f"unsupported keyword arguments for mode '{mode}': {wrong}")
    if mode in ("constant", "empty"):
        values = _pairs(kwargs.get("constant_values", 0), a.ndim)
        for axis, (before, after) in enumerate(widths):
            parts = []
            for width, value in ((before, values[axis][0]), (after, values[axis][1])):
                shape = list(a.shape)
                shape[axis] = width
                parts.append(_numpy.full(shape, value, a.dtype))
            a = _numpy.concatenate([parts[0], a, parts[1]], axis)
        return a
    ends = _pairs(kwargs.get("end_values", 0), a.ndim)
    for axis, (before, after) in enumerate(widths):
        if before == 0 and after == 0:
            continue
        n = a.shape[axis]
        if n == 0:
            raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
        key = (slice(None),) * axis
        if mode in ("edge", "reflect", "symmetric", "wrap"):
            places = arange(-before, n + after)
            if mode == "edge":
                places = _numpy.minimum(_numpy.maximum(places, 0), n - 1)
            elif mode == "wrap":
                places = places % n
            elif mode == "symmetric":
                places = places % (2 * n)
                places = _numpy.choose_where(places < n, places, 2 * n - 1 - places)
            elif n == 1:
                places = places * 0
            else:
                places = places % (2 * n - 2)
                places = _numpy.choose_where(places < n, places, 2 * n - 2 - places)
            a = a[key + (places,)]
        elif mode == "linear_ramp":
            from numpy._creation import linspace
            first, last = a[key + (slice(0, 1),)], a[key + (slice(-1, None),)]
            left = linspace(ends[axis][0], first.squeeze(axis), before, endpoint=False, axis=axis)
            right = linspace(ends[axis][1], last.squeeze(axis), after, endpoint=False, axis=axis)
            right = right[key + (slice(None, None, -1),)]
            a = _numpy.concatenate([left.astype(a.dtype), a, right.astype(a.dtype)], axis)
        else:
            from numpy._statistics import median
            function = {"maximum": lambda x: x.max(axis, keepdims=True), "minimum": lambda x: x.min(axis, keepdims=True),
                        "mean": lambda x: x.mean(axis, keepdims=True),
                        "median": lambda x: median(x, axis, keepdims=True)}[mode]
            value = function(a)
            if a.dtype.kind in "iu":
                value = _numpy.rint(value * 1.0)
            value = value.astype(a.dtype)
            parts = []
            for width in (before, after):
                shape = list(a.shape)
                shape[axis] = width
                parts.append(_numpy.broadcast_to(value, shape))
            a = _numpy.concatenate([parts[0], a, parts[1]], axis)
    return a


def _pairs(values, ndim):
    return [tuple(pair) for pair in _numpy.broadcast_to(asarray(values), (ndim, 2)).tolist()]


def block(arrays):
    """An array put together of nested lists of blocks."""
    def depth(item):
        return 1 + max(depth(part) for part in item) if isinstance(item, list) else 0

    def join(item, level):
        if not isinstance(item, list):
            a = asarray(item)
            return a.reshape((1,) * max(0, total - a.ndim) + a.shape)
        return _numpy.concatenate([join(part, level - 1) for part in item], -level)
    total = depth(arrays)
    return join(arrays, total)
