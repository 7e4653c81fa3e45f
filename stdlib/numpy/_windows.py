"""Convolutions, interpolation, gradients and windows."""

import _numpy
from _numpy import asarray, arange
from numpy._settings import errstate

__all__ = []

_pi = 3.141592653589793


def _rows(a, v):
    """Two sequences, which must be such."""
    a, v = [x.reshape(1) if x.ndim == 0 else x for x in (asarray(a), asarray(v))]
    for name, x in (("a", a), ("v", v)):
        if x.size == 0:
            raise ValueError(name + " cannot be empty")
        if x.ndim > 1:
            raise ValueError("object too deep for desired array")
    return a, v


def convolve(a, v, mode="full"):
    """The sums of products of one sequence with the other turned around."""
    a, v = _rows(a, v)
    if v.size > a.size:
        a, v = v, a
    return _slide(a, v[::-1], mode)


def correlate(a, v, mode="valid"):
    """The sums of products of one sequence with the other at every place."""
    a, v = _rows(a, v)
    if v.size > a.size:
        return _slide(v, a, mode)[::-1]
    return _slide(a, v, mode)


def _slide(a, v, mode):
    n, m = a.size, v.size
    kind = _numpy.result_type(a.dtype, v.dtype)
    a, v = a.astype(kind), v.astype(kind)
    if mode not in ("full", "same", "valid"):
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
    out = _numpy.zeros(n + m - 1, kind)
    if m <= 64:
        # In the order of the sum: the first product is of the window's first element. Nothing stands beyond the ends.
        for k in range(m):
            start = m - 1 - k
            out[start : start + n] += a * v[k]
    else:
        edge = _numpy.zeros(m - 1, kind)
        padded = _numpy.concatenate([edge, a, edge])
        size = padded.itemsize
        out = _numpy.matmul(_numpy.as_strided(padded, (n + m - 1, m), (size, size)), v.copy())
    if mode == "full":
        return out
    if mode == "same":
        start = (m - 1) // 2
        return out[start : start + n]
    return out[m - 1 : n]


def interp(x, xp, fp, left=None, right=None, period=None):
    """Values between points, on straight lines."""
    x, xp, fp = asarray(x) * 1.0, asarray(xp) * 1.0, asarray(fp) * 1.0
    if period is not None:
        period = abs(period)
        x, xp = x % period, xp % period
        order = xp.argsort()
        xp, fp = xp[order], fp[order]
        xp = _numpy.concatenate([xp[-1:] - period, xp, xp[:1] + period])
        fp = _numpy.concatenate([fp[-1:], fp, fp[:1]])
    if xp.size == 0:
        raise ValueError("array of sample points is empty")
    if xp.size != fp.size:
        raise ValueError("fp and xp are not of the same length.")
    flat = asarray(x).reshape(-1)
    place = xp.searchsorted(flat, "right") - 1
    inside = _numpy.minimum(_numpy.maximum(place, 0), max(xp.size - 2, 0))
    if xp.size == 1:
        result = _numpy.full(flat.shape, fp[0])
    else:
        low, high = fp[inside], fp[inside + 1]
        with errstate(invalid="ignore"):
            slope = (high - low) / (xp[inside + 1] - xp[inside])
            result = slope * (flat - xp[inside]) + low
            other = slope * (flat - xp[inside + 1]) + high
        # An infinite end: from the other one, and a point of the table is what the table says.
        result = _numpy.choose_where(_numpy.isnan(result), other, result)
        result = _numpy.choose_where(_numpy.logical_and(_numpy.isnan(result), low == high), low, result)
        result = _numpy.choose_where(flat == xp[inside], low, result)
    result = _numpy.choose_where(flat == xp[-1], fp[-1], result)
    result = _numpy.choose_where(flat < xp[0], fp[0] if left is None else left, result)
    result = _numpy.choose_where(flat > xp[-1], fp[-1] if right is None else right, result)
    result = _numpy.choose_where(_numpy.isnan(flat), flat, result)
    return result.reshape(asarray(x).shape)[()]


def gradient(f, *varargs, axis=None, edge_order=1):
    """Central differences inside, one-sided ones at the ends."""
    f = asarray(f)
    axes = tuple(range(f.ndim)) if axis is None else tuple(a % f.ndim for a in (axis if isinstance(axis, tuple) else (axis,)))
    if len(varargs) == 0:
        spacings = [1.0] * len(axes)
    elif len(varargs) == 1 and asarray(varargs[0]).ndim == 0:
        spacings = [varargs[0]] * len(axes)
    elif len(varargs) == len(axes):
        spacings = list(varargs)
    else:
        raise TypeError("invalid number of arguments")
    if f.dtype.kind in "iub":
        f = f * 1.0
    results = []
    for a, h in zip(axes, spacings):
        if f.shape[a] < edge_order + 1:
            raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) "
                             "elements are required.")
        key = (slice(None),) * a

        def at(start, stop):
            return f[key + (slice(start, stop),)]
        h = asarray(h)
        out = _numpy.empty(f.shape, f.dtype)
        if h.ndim:
            d = h[1:] - h[:-1]
            form = [1] * f.ndim
            form[a] = -1
            if (d == d[0]).all():
                h = d[0]
            else:
                d = d * 1.0
                first, second = d[:-1].reshape(form), d[1:].reshape(form)
                out[key + (slice(1, -1),)] = (
                    -second / (first * (first + second)) * at(None, -2) + (second - first) / (first * second) * at(1, -1)
                    + first / (second * (first + second)) * at(2, None))
                h = None
        if h is not None:
            out[key + (slice(1, -1),)] = (at(2, None) - at(None, -2)) / (2.0 * h)
            begin = end = h
        else:
            begin, end = d[0], d[-1]
        if edge_order == 1:
            out[key + (slice(0, 1),)] = (at(1, 2) - at(0, 1)) / begin
            out[key + (slice(-1, None),)] = (at(-1, None) - at(-2, -1)) / end
        else:
            if h is None:
                d1, d2 = d[0], d[1]
                x, y, z = -(2.0 * d1 + d2) / (d1 * (d1 + d2)), (d1 + d2) / (d1 * d2), -d1 / (d2 * (d1 + d2))
                d1, d2 = d[-2], d[-1]
                u, v, w = d2 / (d1 * (d1 + d2)), -(d2 + d1) / (d1 * d2), (2.0 * d2 + d1) / (d2 * (d1 + d2))
            else:
                x, y, z = -1.5 / h, 2.0 / h, -0.5 / h
                u, v, w = 0.5 / h, -2.0 / h, 1.5 / h
            out[key + (slice(0, 1),)] = x * at(0, 1) + y * at(1, 2) + z * at(2, 3)
            last = f.shape[a]
            out[key + (slice(-1, None),)] = u * at(last - 3, last - 2) + v * at(last - 2, last - 1) + w * at(last - 1, last)
        results.append(out)
    return results[0] if len(results) == 1 else tuple(results)


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    p = asarray(p) * 1.0
    from numpy._math import diff
    d = diff(p, axis=axis)
    discont = period / 2 if discont is None else discont
    half = period / 2
    wrapped = (d + half) % period - half
    wrapped = _numpy.choose_where((wrapped == -half) & (d > 0), half, wrapped)
    correction = _numpy.choose_where(_numpy.absolute(d) < discont, 0.0, wrapped - d)
    out = p.copy()
    key = (slice(None),) * (axis % p.ndim)
    out[key + (slice(1, None),)] = p[key + (slice(1, None),)] + correction.cumsum(axis)
    return out


def sinc(x):
    x = asarray(x) * 1.0
    y = _pi * _numpy.choose_where(x == 0, 1.0e-20, x)
    return (_numpy.sin(y) / y)[()]


def _window(M, function):
    if M < 1:
        return _numpy.zeros(0)
    if M == 1:
        return _numpy.ones(1)
    return function(arange(1 - M, M, 2) * 1.0)


def hanning(M):
    return _window(M, lambda n: 0.5 + 0.5 * _numpy.cos(_pi * n / (M - 1)))


def hamming(M):
    return _window(M, lambda n: 0.54 + 0.46 * _numpy.cos(_pi * n / (M - 1)))


def blackman(M):
    return _window(M, lambda n: 0.42 + 0.5 * _numpy.cos(_pi * n / (M - 1)) + 0.08 * _numpy.cos(2.0 * _pi * n / (M - 1)))


def bartlett(M):
    return _window(M, lambda n: _numpy.choose_where(n <= 0, 1 + n / (M - 1), 1 - n / (M - 1)))


def kaiser(M, beta):
    if M == 1:
        return _numpy.ones(1)
    n = arange(0, M)
    alpha = (M - 1) / 2.0
    return _numpy.i0(beta * _numpy.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / _numpy.i0(float(beta))
