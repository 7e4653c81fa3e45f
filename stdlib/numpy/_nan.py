"""Reductions that leave out what is not a number."""

import warnings

import _numpy
from _numpy import asarray

__all__ = [
    "nansum", "nanprod", "nanmean", "nanstd", "nanvar", "nanmax", "nanmin", "nanargmax", "nanargmin", "nancumsum",
    "nancumprod", "nanmedian", "nanpercentile", "nanquantile",
]

_inf, _nan = float("inf"), float("nan")


def _lost(a):
    """Where an array has no number; None where its type always has one."""
    return _numpy.isnan(a) if a.dtype.kind == "f" else None


def _replaced(a, value):
    a = asarray(a)
    lost = _lost(a)
    return a if lost is None else _numpy.choose_where(lost, value, a)


def _options(keepdims, where):
    return {"keepdims": keepdims, "where": where}


def _delivered(result, out):
    if out is None:
        return result
    out[...] = result
    return out


def _warn(text):
    warnings.warn(text, RuntimeWarning, stacklevel=3)


def nansum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    """The sum of what is a number."""
    return _replaced(a, 0).sum(axis, dtype, out, keepdims, initial, where)


def nanprod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    """The product of what is a number."""
    return _replaced(a, 1).prod(axis, dtype, out, keepdims, initial, where)


def nancumsum(a, axis=None, dtype=None, out=None):
    return _replaced(a, 0).cumsum(axis, dtype, out)


def nancumprod(a, axis=None, dtype=None, out=None):
    return _replaced(a, 1).cumprod(axis, dtype, out)


def _check(a, dtype):
    if dtype is not None and a.dtype.kind == "f" and _numpy.dtype(dtype).kind != "f":
        raise TypeError("If a is inexact, then dtype must be inexact")


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    """The mean of what is a number; nan, with a warning, where nothing is."""
    a = asarray(a)
    lost = _lost(a)
    if lost is None:
        return a.mean(axis, dtype, out, keepdims, where=where)
    _check(a, dtype)
    count = (~lost).sum(axis, **_options(keepdims, where))
    if (asarray(count) == 0).any():
        _warn("Mean of empty slice")
    total = _replaced(a, 0).sum(axis, dtype, **_options(keepdims, where))
    return _delivered(_quotient(total, count), out)


def _quotient(total, count):
    """total / count in total's type; nan where there is nothing to divide by."""
    total, count = asarray(total), asarray(count)
    result = _numpy.choose_where(count > 0, total / _numpy.maximum(count, 1).astype(total.dtype), _nan)
    return result.astype(total.dtype)[()]


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    """The variance of what is a number."""
    if correction is not None:
        if ddof != 0:
            raise ValueError("ddof and correction can't be provided simultaneously.")
        ddof = correction
    a = asarray(a)
    lost = _lost(a)
    if lost is None:
        return a.var(axis, dtype, out, ddof, keepdims, where=where)
    _check(a, dtype)
    if dtype is not None:
        a = a.astype(dtype)
    every = _options(True, where)
    centre = _quotient(_replaced(a, 0).sum(axis, **every), (~lost).sum(axis, **every)) if mean is None else mean
    away = _numpy.choose_where(lost, 0, a - centre).astype(a.dtype)
    freedom = asarray((~lost).sum(axis, **_options(keepdims, where)) - ddof)
    if (freedom <= 0).any():
        _warn("Degrees of freedom <= 0 for slice.")
    return _delivered(_quotient((away * away).sum(axis, **_options(keepdims, where)), freedom), out)


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    """The standard deviation of what is a number."""
    variance = nanvar(a, axis, dtype, None, ddof, keepdims, where=where, mean=mean, correction=correction)
    return _delivered(_numpy.sqrt(variance), out)


def _extreme(a, axis, out, keepdims, initial, where, name, rest):
    a = asarray(a)
    lost = _lost(a)
    method = getattr(_replaced(a, rest), name)
    if lost is None:
        return method(axis, out, keepdims, initial, where)
    result = method(axis, None, keepdims, initial, where)
    if initial is None and a.size:
        empty = lost.all(axis, None, keepdims)
        if asarray(empty).any():
            _warn("All-NaN slice encountered")
            result = _numpy.choose_where(empty, _nan, result).astype(a.dtype)[()]
    return _delivered(result, out)


def nanmax(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    """The largest number; nan, with a warning, where there is none."""
    return _extreme(a, axis, out, keepdims, initial, where, "max", -_inf)


def nanmin(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    """The smallest number; nan, with a warning, where there is none."""
    return _extreme(a, axis, out, keepdims, initial, where, "min", _inf)


def _place(a, axis, out, keepdims, name, rest):
    a = asarray(a)
    lost = _lost(a)
    if lost is not None and a.size and asarray(lost.all(axis)).any():
        raise ValueError("All-NaN slice encountered")
    return getattr(_replaced(a, rest), name)(axis, out, keepdims=keepdims)


def nanargmax(a, axis=None, out=None, *, keepdims=False):
    return _place(a, axis, out, keepdims, "argmax", -_inf)


def nanargmin(a, axis=None, out=None, *, keepdims=False):
    return _place(a, axis, out, keepdims, "argmin", _inf)


def _of_rows(function, a, axis, keepdims, *args):
    """A statistic of each row along axes without what is not a number; rows without any give nan."""
    from numpy._functional import ndindex
    from numpy._statistics import _flat_axes
    rows, axes = _flat_axes(a, axis)
    results = []
    for place in ndindex(*rows.shape[:-1]):
        row = rows[place]
        row = row[~_numpy.isnan(row)]
        if row.size == 0:
            _warn("All-NaN slice encountered")
            row = rows[place][:1]
        results.append(asarray(function(row, *args)))
    lead = results[0].shape
    joined = _numpy.concatenate([r.reshape(1, -1) for r in results], 0).T.reshape(lead + rows.shape[:-1])
    if keepdims:
        joined = joined.reshape(lead + tuple(1 if i in axes else n for i, n in enumerate(a.shape)))
    return joined[()]


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The median of what is a number."""
    from numpy._statistics import median
    a = asarray(a)
    if _lost(a) is None or not a.size:
        return median(a, axis, out, overwrite_input, keepdims)
    return _delivered(_of_rows(median, a, axis, keepdims), out)


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    """Quantiles of what is a number."""
    return _nan_quantile(asarray(a), q, 1, axis, out, method, keepdims, weights)


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    """Percentiles of what is a number."""
    return _nan_quantile(asarray(a), q, 100, axis, out, method, keepdims, weights)


def _nan_quantile(a, q, whole, axis, out, method, keepdims, weights):
    from numpy._statistics import _check_weights, _checked_quantiles, _quantile
    q = _checked_quantiles(q, whole, a.dtype)
    _check_weights(weights, method)
    if _lost(a) is None or not a.size:
        return _delivered(_quantile(a, q, axis, method, keepdims), out)

    def one(row):
        return _quantile(row, q, None, method, False)
    return _delivered(_of_rows(one, a, axis, keepdims), out)
