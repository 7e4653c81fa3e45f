"""Arrays as sets."""

import _numpy
from _numpy import asarray, concatenate
from collections import namedtuple

__all__ = [
    "unique", "unique_values", "unique_counts", "unique_inverse", "unique_all", "union1d", "intersect1d", "setdiff1d",
    "setxor1d", "isin",
]

_Counts = namedtuple("UniqueCountsResult", ["values", "counts"])
_Inverse = namedtuple("UniqueInverseResult", ["values", "inverse_indices"])
_All = namedtuple("UniqueAllResult", ["values", "indices", "inverse_indices", "counts"])


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
    """The sorted different elements (or rows along an axis), and where they are."""
    ar = asarray(ar)
    if axis is not None:
        return _unique_rows(ar, return_index, return_inverse, return_counts, axis)
    flat = ar.ravel()
    order = flat.argsort(kind="stable")
    values = flat[order]
    first = _numpy.ones(values.shape, bool)
    if len(values) > 1:
        first[1:] = values[1:] != values[:-1]
        if equal_nan and values.dtype.kind == "f" and _numpy.isnan(values[-1]):
            start = int(_numpy.isnan(values).nonzero()[0][0])
            first[start + 1 :] = False
    results = [values[first]]
    if return_index:
        results.append(order[first])
    if return_inverse:
        inverse = _numpy.empty(flat.shape, int)
        inverse[order] = first.cumsum() - 1
        results.append(inverse.reshape(ar.shape))
    if return_counts:
        starts = concatenate([first.nonzero()[0], asarray([len(values)])])
        results.append(starts[1:] - starts[:-1])
    return results[0] if len(results) == 1 else tuple(results)


def _unique_rows(ar, return_index, return_inverse, return_counts, axis):
    from numpy._shapes import moveaxis
    moved = moveaxis(ar, axis, 0)
    rows = [tuple(row) for row in moved.reshape(moved.shape[0], -1).tolist()]
    order = _sorted(range(len(rows)), key=lambda i: rows[i])
    starts = [k for k, i in enumerate(order) if k == 0 or rows[order[k - 1]] != rows[i]]
    chosen = [order[k] for k in starts]
    results = [moveaxis(moved[asarray(chosen, int)], 0, axis)]
    if return_index:
        results.append(asarray(chosen, int))
    if return_inverse:
        inverse = _numpy.empty(len(rows), int)
        number = -1
        for k, i in enumerate(order):
            if number + 1 < len(starts) and starts[number + 1] == k:
                number += 1
            inverse[i] = number
        results.append(inverse)
    if return_counts:
        ends = starts[1:] + [len(rows)]
        results.append(asarray([b - a for a, b in zip(starts, ends)], int))
    return results[0] if len(results) == 1 else tuple(results)


_sorted = sorted


def unique_values(x, /):
    return unique(x)


def unique_counts(x, /):
    return _Counts(*unique(x, return_counts=True))


def unique_inverse(x, /):
    return _Inverse(*unique(x, return_inverse=True))


def unique_all(x, /):
    return _All(*unique(x, True, True, True))


def union1d(ar1, ar2):
    return unique(concatenate([asarray(ar1).ravel(), asarray(ar2).ravel()]))


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    ar1, ar2 = asarray(ar1), asarray(ar2)
    if assume_unique:
        a, b = ar1.ravel(), ar2.ravel()
        ia, ib = _numpy.arange(a.size), _numpy.arange(b.size)
    else:
        a, ia = unique(ar1, return_index=True)
        b, ib = unique(ar2, return_index=True)
    joined = concatenate([a, b])
    order = joined.argsort(kind="stable")
    values = joined[order]
    both = values[1:] == values[:-1]
    result = values[:-1][both]
    if return_indices:
        return result, ia[order[:-1][both]], ib[order[1:][both] - a.size]
    return result


def setdiff1d(ar1, ar2, assume_unique=False):
    ar1 = asarray(ar1).ravel() if assume_unique else unique(ar1)
    return ar1[isin(ar1, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    joined = concatenate([unique(ar1), unique(ar2)])
    values, counts = unique(joined, return_counts=True)
    return values[counts == 1]


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    """Whether elements are among others."""
    if kind not in (None, "sort", "table"):
        raise ValueError(f"Invalid kind: '{kind}'. Please use None, 'sort' or 'table'.")
    element = asarray(element)
    others = unique(asarray(list(test_elements)) if isinstance(test_elements, (set, frozenset)) else test_elements)
    if others.size == 0:
        result = _numpy.zeros(element.shape, bool)
    elif element.dtype.kind in "UO" or others.dtype.kind in "UO":
        known = set(others.tolist())
        result = asarray([item in known for item in element.ravel().tolist()], bool).reshape(element.shape)
    else:
        places = others.searchsorted(element.ravel())
        places[places == others.size] = 0
        result = (others[places] == element.ravel()).reshape(element.shape)
    return asarray(~result if invert else result)
