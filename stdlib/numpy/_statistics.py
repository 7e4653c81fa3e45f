"""Order statistics, histograms and correlations."""

import _numpy
from _numpy import asarray, ndarray

__all__ = [
    "median", "percentile", "quantile", "average", "histogram", "histogram_bin_edges", "histogram2d", "histogramdd",
    "digitize", "cov", "corrcoef", "bincount", "searchsorted", "sort", "argsort", "lexsort", "partition", "argpartition",
    "sort_complex",
]

from _numpy import bincount


def _check_order(order):
    if order is not None:
        raise ValueError("Cannot specify order when the array has no fields.")


def sort(a, axis=-1, kind=None, order=None, *, stable=None):
    """A sorted copy."""
    a = asarray(a)
    _check_order(order)
    result = a.ravel().copy() if axis is None else a.copy()
    result.sort(-1 if axis is None else axis)
    return result


sort_complex = sort


def argsort(a, axis=-1, kind=None, order=None, *, stable=None):
    """The places that sort an array; equal elements keep their order."""
    _check_order(order)
    return _numpy.like(a, asarray(a).argsort(axis))


def lexsort(keys, axis=-1):
    keys = [asarray(key) for key in keys]
    order = keys[0].argsort(kind="stable")
    for key in keys[1:]:
        order = order[key[order].argsort(kind="stable")]
    return order


def _check_places(kth, a, axis):
    n = a.size if axis is None else a.shape[axis] if a.ndim else 1
    for place in asarray(kth).ravel().tolist():
        place = place + n if place < 0 else place
        if not 0 <= place < n:
            raise ValueError(f"kth(={place}) out of bounds ({n})")


def partition(a, kth, axis=-1, kind="introselect", order=None):
    """A copy with the element that would be at place `kth` of a sorted copy there: all of it is sorted."""
    a = asarray(a)
    _check_places(kth, a, axis)
    return sort(a, axis, None, order)


def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    _check_places(kth, asarray(a), axis)
    return argsort(a, axis, None, order)


def searchsorted(a, v, side="left", sorter=None):
    """Where values go into a sorted array."""
    return asarray(a).searchsorted(v, side, sorter)


def _flat_axes(a, axis):
    """The array with the axes to reduce joined at the end, and the shape that keepdims gives."""
    if axis is None:
        return a.ravel(), tuple(range(a.ndim))
    axes = tuple(i % a.ndim for i in axis) if isinstance(axis, (tuple, list)) else (axis % a.ndim if -a.ndim <= axis < a.ndim else _bad(axis, a.ndim),)
    rest = [i for i in range(a.ndim) if i not in axes]
    moved = a.transpose(rest + list(axes))
    return moved.reshape([a.shape[i] for i in rest] + [-1]), axes


def _bad(axis, ndim):
    from numpy.exceptions import AxisError
    raise AxisError(axis, ndim)


def _kept(result, a, axes, keepdims):
    if not keepdims:
        return result
    shape = tuple(1 if i in axes else size for i, size in enumerate(a.shape))
    return asarray(result).reshape(shape)


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The middle element, or the mean of the two in the middle."""
    a = asarray(a)
    rows, axes = _flat_axes(a, axis)
    n = rows.shape[-1]
    if n == 0:
        return _kept(rows.mean(-1), a, axes, keepdims)
    ordered = sort(rows, -1)
    middle = n // 2
    if n % 2:
        result = ordered[..., middle : middle + 1].mean(-1)
    else:
        result = ordered[..., middle - 1 : middle + 1].mean(-1)
    if a.dtype.kind == "f":
        lost = _numpy.isnan(ordered[..., -1])
        if asarray(lost).any():
            result = _numpy.choose_where(lost, float("nan"), result)[()]
    return _kept(result, a, axes, keepdims)


_methods = {
    "inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull",
    "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest",
}


def _places(q, n, method):
    if method in ("linear", "lower", "higher", "midpoint", "nearest"):
        place = (n - 1) * q
        if method == "lower":
            place = _numpy.floor(place)
        elif method == "higher":
            place = _numpy.ceil(place)
        elif method == "nearest":
            place = _numpy.rint(place)
        elif method == "midpoint":
            place = 0.5 * (_numpy.floor(place) + _numpy.ceil(place))
        return place
    alpha, beta = {
        "interpolated_inverted_cdf": (0, 1), "hazen": (0.5, 0.5), "weibull": (0, 0),
        "median_unbiased": (1 / 3.0, 1 / 3.0), "normal_unbiased": (3 / 8.0, 3 / 8.0),
    }.get(method, (None, None))
    if alpha is None:
        if method not in _methods:
            raise ValueError(f"{method!r} is not a valid method. Use one of: {_methods!r}")
        raise NotImplementedError(f"Gradus has no quantiles by method '{method}'")
    return n * q + (alpha + q * (1 - alpha - beta)) - 1


def _checked_quantiles(q, whole, kind=None):
    """Parts of 1, given as parts of `whole`; Python's numbers take the type `kind`."""
    if isinstance(q, (int, float)) and kind is not None and kind.kind == "f" and not _numpy.is_scalar(q):
        q = asarray(q, kind)
    q = asarray(q)
    if whole != 1:
        q = _numpy.true_divide(q, kind.type(whole) if kind is not None and kind.kind == "f" else whole)
    q = asarray(q)
    if q.size and not (q.min() >= 0 and q.max() <= 1):
        raise ValueError("Percentiles must be in the range [0, 100]" if whole == 100 else
                         "Quantiles must be in the range [0, 1]")
    return q


def _check_weights(weights, method):
    if weights is None:
        return
    if method != "inverted_cdf":
        raise ValueError(f"Only method 'inverted_cdf' supports weights. Got: {method}.")
    raise NotImplementedError("Gradus has no weighted quantiles")


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    """Quantiles, by interpolation between the neighbours in order."""
    a = asarray(a)
    q = _checked_quantiles(q, 1, a.dtype)
    _check_weights(weights, method)
    return _quantile(a, q, axis, method, keepdims)


def _quantile(a, q, axis, method, keepdims):
    rows, axes = _flat_axes(a, axis)
    n = rows.shape[-1]
    if n == 0:
        return _kept(rows.mean(-1), a, axes, keepdims)
    ordered = sort(rows, -1)
    picks = method in ("lower", "higher", "nearest") or q.dtype.kind in "iub"
    results = []
    for one in q.ravel():
        place = _numpy.minimum(_numpy.maximum(_places(one, n, method), 0), n - 1)
        low = int(_numpy.floor(place))
        high = low + 1 if low + 1 < n else n - 1
        x, y = ordered[..., low], ordered[..., high]
        if picks:
            value = x
        else:
            gamma = place - low
            step = y - x
            value = y - step * (1 - gamma) if gamma >= 0.5 else x + step * gamma
        if a.dtype.kind == "f":
            value = _numpy.choose_where(_numpy.isnan(ordered[..., -1]), ordered[..., -1], value)[()]
        results.append(asarray(_kept(value, a, axes, keepdims)))
    if q.ndim == 0:
        return results[0][()]
    from numpy._shapes import stack
    return stack(results).reshape(q.shape + results[0].shape)


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    """Percentiles, by interpolation between the neighbours in order."""
    a = asarray(a)
    q = _checked_quantiles(q, 100, a.dtype)
    _check_weights(weights, method)
    return _quantile(a, q, axis, method, keepdims)


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    """The weighted mean."""
    a = asarray(a)
    if weights is None:
        result = a.mean(axis, keepdims=keepdims)
        total = asarray(result).dtype.type(a.size / asarray(result).size)
    else:
        weights = asarray(weights)
        if weights.shape != a.shape:
            if axis is None:
                raise TypeError("Axis must be specified when shapes of a and weights differ.")
            if weights.ndim != 1 or weights.shape[0] != a.shape[axis]:
                raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
            shape = [1] * a.ndim
            shape[axis] = -1
            weights = _numpy.broadcast_to(weights.reshape(shape), a.shape)
        total = (weights * 1.0).sum(axis, keepdims=keepdims)
        if (asarray(total) == 0).any():
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = (a * weights).sum(axis, keepdims=keepdims) / total
    if returned:
        shape = asarray(result).shape
        return result, total if asarray(total).shape == shape else _numpy.broadcast_to(total, shape).copy()
    return result


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    """The edges of a histogram's bins."""
    a = asarray(a)
    if weights is not None and asarray(weights).shape != a.shape:
        raise ValueError("weights should have the same shape as a.")
    a = a.ravel()
    if isinstance(bins, str):
        bins = _automatic(a, bins)
    if asarray(bins).ndim == 0:
        if range is not None:
            low, high = range
            if low > high:
                raise ValueError("max must be larger than min in range parameter.")
        elif a.size == 0:
            low, high = 0.0, 1.0
        else:
            low, high = a.min(), a.max()
            if not (_numpy.isfinite(low) and _numpy.isfinite(high)):
                raise ValueError(f"autodetected range of [{low}, {high}] is not finite")
        if low == high:
            low, high = low - 0.5, high + 0.5
        if bins < 1:
            raise ValueError("`bins` must be positive, when an integer")
        from numpy._creation import linspace
        return linspace(low, high, int(bins) + 1)
    edges = asarray(bins)
    if (edges[:-1] > edges[1:]).any():
        raise ValueError("`bins` must increase monotonically, when an array")
    return edges


def _automatic(a, name):
    """The number of bins by a rule of thumb."""
    n = a.size
    if n == 0:
        return 1
    spread = float(a.max() - a.min())
    rules = {
        "sqrt": lambda: spread / n ** 0.5,
        "sturges": lambda: spread / (float(_numpy.log2(n)) + 1.0),
        "rice": lambda: spread / (2.0 * n ** (1.0 / 3)),
        "scott": lambda: (24.0 * 3.141592653589793 ** 0.5 / n) ** (1.0 / 3.0) * float(a.std()),
        "fd": lambda: 2.0 * float(percentile(a, 75) - percentile(a, 25)) * n ** (-1.0 / 3.0),
    }
    if name == "auto":
        width = rules["fd"]()
        sturges = rules["sturges"]()
        width = sturges if width == 0 or sturges < width else width
    elif name in rules:
        width = rules[name]()
    else:
        raise ValueError(f"{name!r} is not a valid estimator for `bins`")
    if a.dtype.kind in "iu" and width < 1:
        width = 1
    return int(_numpy.ceil(spread / width)) if width > 0 and spread > 0 else 1


def histogram(a, bins=10, range=None, density=None, weights=None):
    """How many elements fall into each bin."""
    a = asarray(a)
    edges = histogram_bin_edges(a, bins, range, weights)
    values = a.ravel()
    if weights is None:
        counts = _counts(values, edges, asarray(bins).ndim == 0 and not isinstance(bins, str))
    else:
        counts = _weighted_counts(values, edges, asarray(weights).ravel())
    if density:
        widths = edges[1:] - edges[:-1]
        return counts / widths / counts.sum(), edges
    return counts, edges


def _counts(values, edges, even):
    """How many values lie between neighbouring edges; the last bin has both of its edges."""
    n = edges.size - 1
    if not even or values.dtype.kind != "f":
        ordered = sort(values, -1)
        cuts = _numpy.concatenate([ordered.searchsorted(edges[:-1], "left"), ordered.searchsorted(edges[-1:], "right")])
        return cuts[1:] - cuts[:-1]
    first, last = edges[0], edges[-1]
    values = values[(values >= first) & (values <= last)]
    # Bins of one width are computed; rounding may be off by one, which the edges decide.
    places = _numpy.minimum(((values - first) * (n / (last - first))).astype(int), n - 1)
    places = places - (values < edges[places])
    places = places + ((values >= edges[places + 1]) & (places != n - 1))
    return _numpy.bincount(places, minlength=n)


def _weighted_counts(values, edges, weights):
    ordered = values.argsort()
    values = values[ordered]
    cuts = _numpy.concatenate([values.searchsorted(edges[:-1], "left"), values.searchsorted(edges[-1:], "right")])
    total = _numpy.concatenate([_numpy.zeros(1), weights[ordered].cumsum()])
    return total[cuts][1:] - total[cuts][:-1]


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    sample = asarray(sample)
    if sample.ndim != 2:
        sample = sample.reshape(-1, 1) if sample.ndim < 2 else sample
    n, d = sample.shape
    counts = [bins] * d if asarray(bins).ndim == 0 else list(bins)
    edges, places = [], []
    for i in __builtins_range(d):
        edge = histogram_bin_edges(sample[:, i], counts[i], None if range is None else range[i])
        place = edge.searchsorted(sample[:, i], "right")
        place[sample[:, i] == edge[-1]] -= 1
        edges.append(edge)
        places.append(place)
    inside = _numpy.ones(n, bool)
    flat = _numpy.zeros(n, int)
    shape = []
    for place, edge in zip(places, edges):
        inside &= (place > 0) & (place < len(edge))
        flat = flat * (len(edge) - 1) + place - 1
        shape.append(len(edge) - 1)
    total = 1
    for size in shape:
        total *= size
    weights = None if weights is None else asarray(weights)[inside]
    result = bincount(flat[inside], weights, total).astype(float).reshape(shape)
    if density:
        volume = asarray(1.0)
        for i, edge in enumerate(edges):
            key = [1] * d
            key[i] = -1
            volume = volume * (edge[1:] - edge[:-1]).reshape(key)
        result = result / volume / result.sum()
    return result, edges


__builtins_range = range


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    from numpy._shapes import column_stack
    if not isinstance(bins, (int, list, tuple)):
        bins = [bins, bins]
    elif isinstance(bins, (list, tuple)) and len(bins) != 2:
        bins = [asarray(bins), asarray(bins)]
    counts, edges = histogramdd(column_stack([x, y]), bins, range, density, weights)
    return counts, edges[0], edges[1]


def digitize(x, bins, right=False):
    """The number of the bin each element falls into."""
    bins = asarray(bins)
    if bins.ndim != 1:
        raise ValueError(f"object {'too deep' if bins.ndim else 'of too small depth'} for desired array")
    steps = bins[1:] - bins[:-1]
    if (steps >= 0).all():
        return bins.searchsorted(x, "left" if right else "right")
    if (steps <= 0).all():
        return len(bins) - bins[::-1].searchsorted(x, "right" if right else "left")
    raise ValueError("bins must be monotonically increasing or decreasing")


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    """The covariance matrix of variables in rows."""
    m = asarray(m)
    if m.ndim > 2:
        raise ValueError("m has more than 2 dimensions")
    x = m.reshape(1, -1) if m.ndim < 2 else m
    kind = _numpy.result_type(m, 1.0) if y is None else _numpy.result_type(m, asarray(y), 1.0)
    kind = _numpy.dtype(dtype) if dtype is not None else _numpy.result_type(kind, "float64")
    x = x.astype(kind)
    if not rowvar and m.ndim != 1:
        x = x.T
    if y is not None:
        y = asarray(y)
        other = y.reshape(1, -1) if y.ndim < 2 else y
        x = _numpy.concatenate([x, (other if rowvar or y.ndim < 2 else other.T).astype(kind)], 0)
    if ddof is None:
        ddof = 0 if bias else 1
    weights = None
    if fweights is not None:
        weights = asarray(fweights) * 1.0
    if aweights is not None:
        weights = asarray(aweights) * 1.0 if weights is None else weights * asarray(aweights)
    average_, total = average(x, 1, weights, True)
    total = asarray(total).ravel()[0]
    if weights is None:
        fact = x.shape[1] - ddof
    elif aweights is None or ddof == 0:
        fact = total - ddof
    else:
        fact = total - ddof * (weights * asarray(aweights)).sum() / total
    if fact <= 0:
        fact = 0.0
    x = x - average_[:, None]
    right = x.T if weights is None else (x * weights).T
    c = _numpy.dot2(x, right)
    c = (c * _numpy.true_divide(1.0, fact)).astype(kind)
    return asarray(c).squeeze()


def corrcoef(x, y=None, rowvar=True, *, dtype=None):
    """Pearson's correlation coefficients of variables in rows."""
    c = cov(x, y, rowvar, dtype=dtype)
    if c.ndim == 0:
        return (c / c)[()]
    deviation = _numpy.sqrt(c.diagonal())
    c = c / deviation[:, None]
    c = c / deviation[None, :]
    return _numpy.minimum(_numpy.maximum(c, -1.0), 1.0)
