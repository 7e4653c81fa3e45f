"""Functions of elements that are composed, and reductions in their function form."""

import _numpy
from _numpy import asarray, array, ndarray

__all__ = [
    "sum", "prod", "max", "min", "amax", "amin", "any", "all", "mean", "std", "var", "argmax", "argmin", "cumsum", "cumprod",
    "cumulative_sum", "cumulative_prod", "round", "around", "clip", "diff", "ediff1d", "trapezoid", "ptp", "fix", "divmod",
    "modf", "nan_to_num", "isclose", "allclose", "array_equal", "array_equiv", "real", "imag", "angle", "isreal",
    "iscomplex", "isrealobj", "iscomplexobj", "cross", "count_nonzero", "isscalar", "iterable", "frexp", "ldexp", "spacing", "isneginf", "isposinf", "real_if_close",
]

_True, _False = True, False


def _method(a, name, *args, **kwargs):
    """The method of an array, a scalar or a tensor, or that of an array made of anything else."""
    if _numpy.is_scalar(a):
        return getattr(a, name)(*args, **kwargs)
    if not isinstance(a, ndarray):
        own = getattr(a, name, None) if not isinstance(a, (list, tuple, int, float, str)) else None
        a = asarray(a) if own is None or hasattr(a, "__array__") else array(a)
    return getattr(a, name)(*args, **kwargs)


def sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    """The sum of elements, over axes."""
    if type(a).__name__ == "generator":
        return _builtin_sum(a)
    return _method(a, "sum", axis, dtype, out, keepdims, initial, where)


def _builtin_sum(items):
    total = 0
    for item in items:
        total = total + item
    return total


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    return _method(a, "prod", axis, dtype, out, keepdims, initial, where)


def max(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return _method(a, "max", axis, out, keepdims, initial, where)


def min(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return _method(a, "min", axis, out, keepdims, initial, where)


amax = max
amin = min


def any(a, axis=None, out=None, keepdims=False, *, where=True):
    return _method(a, "any", axis, out, keepdims, where)


def all(a, axis=None, out=None, keepdims=False, *, where=True):
    return _method(a, "all", axis, out, keepdims, where)


def _named(**options):
    """Options that are not at their default, which tensors' methods do not know."""
    return {name: value for name, value in options.items() if value is not _True and value is not None}


def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    """The arithmetic mean, over axes."""
    return _method(a, "mean", axis, dtype, out, keepdims, **_named(where=where))


def _freedom(ddof, correction):
    if correction is None:
        return ddof
    if ddof != 0:
        raise ValueError("ddof and correction can't be provided simultaneously.")
    return correction


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    return _method(a, "std", axis, dtype, out, _freedom(ddof, correction), keepdims, **_named(where=where))


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    return _method(a, "var", axis, dtype, out, _freedom(ddof, correction), keepdims, **_named(where=where))


def argmax(a, axis=None, out=None, *, keepdims=False):
    return _numpy.like(a, _method(a, "argmax", axis, out, keepdims=keepdims))


def argmin(a, axis=None, out=None, *, keepdims=False):
    return _numpy.like(a, _method(a, "argmin", axis, out, keepdims=keepdims))


def cumsum(a, axis=None, dtype=None, out=None):
    return _numpy.like(a, asarray(a).cumsum(axis, dtype, out))


def cumprod(a, axis=None, dtype=None, out=None):
    return _numpy.like(a, asarray(a).cumprod(axis, dtype, out))


def _cumulative(function, x, axis, dtype, out, include_initial, first):
    """Running sums or products; `first`, what they begin with, is their first element if wanted."""
    x = asarray(x)
    if x.ndim == 0:
        x = x.reshape(1)
    if axis is None:
        if x.ndim != 1:
            raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
        axis = 0
    result = function(x, axis, dtype, None if include_initial else out)
    if include_initial:
        shape = list(result.shape)
        shape[axis] = 1
        result = _numpy.concatenate([_numpy.zeros(tuple(shape), result.dtype) + result.dtype.type(first), result], axis)
        if out is not None:
            out[...] = result
            return out
    return result


def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(cumsum, x, axis, dtype, out, include_initial, 0)


def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(cumprod, x, axis, dtype, out, include_initial, 1)


def round(a, decimals=0, out=None):
    """Rounds half to even, to a number of decimals."""
    return _numpy.like(a, _method(a, "round", decimals, out))


around = round


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None, **kwargs):
    """Limits elements to an interval."""
    if (min is not None or max is not None) and (a_min is not None or a_max is not None):
        raise ValueError("Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.")
    low = a_min if min is None else min
    high = a_max if max is None else max
    given, a = a, asarray(a)
    result = a
    if low is not None:
        result = _numpy.maximum(result, low)
    if high is not None:
        result = _numpy.minimum(result, high)
    if low is None and high is None:
        result = a.copy()[()]
    if out is not None:
        out[...] = result
        return out
    return _numpy.like(given, result)


def _checked_axis(axis, ndim):
    if not -ndim <= axis < ndim:
        from numpy.exceptions import AxisError
        raise AxisError(axis, ndim)


def diff(a, n=1, axis=-1, prepend=None, append=None):
    """Differences of neighbours."""
    a = asarray(a)
    if n < 0:
        raise ValueError("order must be non-negative but got " + repr(n))
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    _checked_axis(axis, a.ndim)
    parts = []
    for extra in (prepend, append):
        if extra is not None:
            extra = asarray(extra)
            if extra.ndim == 0:
                shape = list(a.shape)
                shape[axis] = 1
                extra = _numpy.broadcast_to(extra, tuple(shape))
        parts.append(extra)
    joined = [p for p in (parts[0], a, parts[1]) if p is not None]
    if len(joined) > 1:
        a = _numpy.concatenate(joined, axis)
    axis %= a.ndim
    key = (slice(None),) * axis
    for _ in range(n):
        late, early = a[key + (slice(1, None),)], a[key + (slice(None, -1),)]
        a = late != early if a.dtype == bool else late - early
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    """The differences of neighbours in a row, between others."""
    ary = asarray(ary).ravel()
    parts = [ary[1:] - ary[:-1]]
    for name, extra in (("to_begin", to_begin), ("to_end", to_end)):
        if extra is None:
            continue
        extra = asarray(extra).ravel()
        from numpy._settings import can_cast
        if not can_cast(extra.dtype, ary.dtype, "same_kind"):
            raise TypeError(f"dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.")
        parts.insert(0 if name == "to_begin" else len(parts), extra.astype(ary.dtype))
    return _numpy.concatenate(parts)


def trapezoid(y, x=None, dx=1.0, axis=-1):
    """The integral by the trapezoidal rule."""
    y = asarray(y)
    if x is None:
        d = dx
    else:
        x = asarray(x)
        if x.ndim == 1:
            d = diff(x)
            shape = [1] * y.ndim
            shape[axis] = d.shape[0]
            d = d.reshape(shape)
        else:
            d = diff(x, axis=axis)
    key = (slice(None),) * (axis % y.ndim)
    return (d * (y[key + (slice(1, None),)] + y[key + (slice(None, -1),)]) / 2.0).sum(axis)


def ptp(a, axis=None, out=None, keepdims=False):
    a = asarray(a)
    return _numpy.subtract(a.max(axis, None, keepdims), a.min(axis, None, keepdims), out)


def fix(x, out=None):
    return _numpy.trunc(x, out=out)


def divmod(x1, x2):
    return _numpy.floor_divide(x1, x2), _numpy.remainder(x1, x2)


def _floating(x):
    """An array in the type that functions of its elements are computed in."""
    x = asarray(x)
    return x if x.dtype.kind == "f" else x.astype(_numpy.exp(_numpy.zeros(1, x.dtype)).dtype)


def modf(x):
    """The part behind the point and the whole part, both with the sign of x."""
    x = _floating(x)
    whole = _numpy.trunc(x)
    rest = _numpy.choose_where(_numpy.isinf(x), 0, x - whole).astype(x.dtype)
    return _numpy.copysign(rest, x), whole[()]


def frexp(x):
    """x = mantissa * 2 ** exponent with a mantissa from 0.5 to 1."""
    x = _floating(x)
    magnitude = _numpy.absolute(x)
    usual = _numpy.logical_and(magnitude > 0, _numpy.isfinite(magnitude))
    exponent = _numpy.choose_where(
        usual, _numpy.floor(_numpy.log2(_numpy.choose_where(usual, magnitude, 1))) + 1, 0)
    mantissa = _numpy.choose_where(usual, x / _numpy.exp2(exponent), x).astype(x.dtype)
    return mantissa[()], exponent.astype("int32")[()]


def ldexp(x1, x2):
    return x1 * _numpy.exp2(asarray(x2) * 1.0)


def spacing(x):
    return _numpy.nextafter(_numpy.absolute(x), float("inf")) - _numpy.absolute(x)


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """NaN and infinities replaced by numbers."""
    result = array(x, copy=True) if copy else asarray(x)
    if result.dtype.kind == "f":
        limits = {"float64": 1.7976931348623157e308, "float32": 3.4028234663852886e38, "float16": 65504.0}
        largest = limits[result.dtype.name]
        flat = result.reshape(-1) if result.ndim == 0 else result
        lost, high, low = _numpy.isnan(flat), _numpy.isposinf(flat), _numpy.isneginf(flat)
        for where, value in ((lost, nan), (high, largest if posinf is None else posinf), (low, -largest if neginf is None else neginf)):
            flat[where] = value if asarray(value).ndim == 0 else _numpy.broadcast_to(value, flat.shape)[where]
    return result[()] if result.ndim == 0 else result


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether elements are equal within a tolerance."""
    a, b = asarray(a), asarray(b)
    if a.dtype.kind not in "f" and b.dtype.kind not in "f":
        a = a * 1.0
    finite = _numpy.isfinite(b)
    if not isinstance(rtol, float) or not isinstance(atol, float):
        rtol, atol = asarray(rtol), asarray(atol)
    near = _numpy.absolute(a - b) <= atol + rtol * _numpy.absolute(b)
    result = _numpy.logical_or(_numpy.logical_and(near, finite), a == b)
    if equal_nan:
        result = _numpy.logical_or(result, _numpy.logical_and(_numpy.isnan(a), _numpy.isnan(b)))
    return result


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return _True if isclose(a, b, rtol, atol, equal_nan).all() else _False


def array_equal(a1, a2, equal_nan=False):
    """Whether two arrays have one shape and the same elements."""
    a1, a2 = asarray(a1), asarray(a2)
    if a1.shape != a2.shape:
        return _False
    equal = a1 == a2
    if equal_nan and a1.dtype.kind == "f" and a2.dtype.kind == "f":
        equal = equal | (_numpy.isnan(a1) & _numpy.isnan(a2))
    return _True if asarray(equal).all() else _False


def array_equiv(a1, a2):
    try:
        return _True if asarray(asarray(a1) == asarray(a2)).all() else _False
    except ValueError:
        return _False


def real(val):
    return asarray(val)[()]


def imag(val):
    return asarray(val).imag[()]


def angle(z, deg=False):
    z = asarray(z)
    result = _numpy.choose_where(z < 0, 3.141592653589793, 0.0)
    return _numpy.degrees(result) if deg else result[()]


def isreal(x):
    return _numpy.ones(asarray(x).shape, bool)[()]


def iscomplex(x):
    return _numpy.zeros(asarray(x).shape, bool)[()]


def isrealobj(x):
    return _True


def iscomplexobj(x):
    return isinstance(x, complex)


def real_if_close(a, tol=100):
    return asarray(a)


def isneginf(x, out=None):
    return _numpy.isneginf(x)


def isposinf(x, out=None):
    return _numpy.isposinf(x)


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    """The cross product of vectors of three numbers."""
    a, b = asarray(a), asarray(b)
    if axis is not None:
        axisa = axisb = axisc = axis
    from numpy._shapes import moveaxis, stack
    a, b = moveaxis(a, axisa, -1), moveaxis(b, axisb, -1)
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise ValueError(f"Both input arrays must be (arrays of) 3-dimensional vectors, but they are {a.shape[-1]} and "
                         f"{b.shape[-1]} dimensional instead.")
    a0, a1, a2 = a[..., 0], a[..., 1], a[..., 2]
    b0, b1, b2 = b[..., 0], b[..., 1], b[..., 2]
    return stack([asarray(a1 * b2 - a2 * b1), asarray(a2 * b0 - a0 * b2), asarray(a0 * b1 - a1 * b0)], axisc)


def count_nonzero(a, axis=None, *, keepdims=False):
    result = (asarray(a) != 0).sum(axis, keepdims=keepdims)
    return result


def isscalar(element):
    return isinstance(element, (int, float, complex, str, bytes, bool)) or _numpy.is_scalar(element)


def iterable(y):
    """Whether iter() takes a value."""
    try:
        iter(y)
    except TypeError:
        return _False
    return _True
