"""Numbers that plots compute: histograms, quartiles."""
import math

from matplotlib._arrays import flatten, floats, is_sequence, linspace, nested


def columns(values):
    """Data of one or several series as lists: a matrix has a series in each column, a list of lists one in each item."""
    if isinstance(values, (list, tuple)) and len(values) and is_sequence(values[0]):
        return [floats(v) for v in values]
    items, shape, kind = flatten(values)
    items = [float(v) for v in items]
    if len(shape) == 2:
        rows = nested(items, shape)
        return [[row[c] for row in rows] for c in range(shape[1])]
    if len(shape) > 2:
        raise ValueError('x must have 2 or fewer dimensions')
    return [items]


def bin_edges(values, bins, limits, weights=None):
    """Edges as `numpy.histogram_bin_edges` has them."""
    if isinstance(bins, str):
        return _automatic_edges(values, bins, limits)
    if is_sequence(bins):
        edges = floats(bins)
        if any(b < a for a, b in zip(edges, edges[1:])):
            raise ValueError('`bins` must increase monotonically, when an array')
        return edges
    count = bins.__index__() if hasattr(bins, '__index__') else None
    if count is None:
        raise TypeError('`bins` must be an integer, a string, or an array')
    if count < 1:
        raise ValueError('`bins` must be positive, when an integer')
    low, high = _outer(values, limits)
    return linspace(low, high, count + 1)


def _outer(values, limits):
    if limits is not None:
        low, high = (float(v) for v in limits)
        if low > high:
            raise ValueError('max must be larger than min in range parameter.')
        if not (low - low == 0 and high - high == 0):
            raise ValueError(f'supplied range of [{low}, {high}] is not finite')
    elif not values:
        low, high = 0.0, 1.0
    else:
        low, high = min(values), max(values)
        if not (low - low == 0 and high - high == 0):
            raise ValueError(f'autodetected range of [{low}, {high}] is not finite')
    if low == high:
        low, high = low - 0.5, high + 0.5
    return low, high


def _automatic_edges(values, name, limits):
    low, high = _outer(values, limits)
    if limits is not None:
        values = [v for v in values if low <= v <= high]
    if not values:
        return [low, high]
    n = len(values)
    span = max(values) - min(values)
    mean = math.fsum(values) / n
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / n)
    ordered = sorted(values)
    spread = quantile(ordered, 0.75) - quantile(ordered, 0.25)
    sturges = span / (math.log2(n) + 1.0)
    fd = 2.0 * spread * n ** (-1 / 3)
    widths = {
        'sturges': sturges, 'fd': fd, 'sqrt': span / math.sqrt(n), 'rice': span / (2.0 * n ** (1 / 3)),
        'scott': (24.0 * math.pi ** 0.5 / n) ** (1 / 3) * deviation, 'auto': min(max(fd, span / math.sqrt(n) / 2), sturges),
    }
    if name not in widths:
        raise ValueError(f'{name!r} is not a valid estimator for `bins`')
    width = widths[name]
    if width and all(v == int(v) for v in values):
        # Bins of whole numbers are not narrower than one.
        width = max(1.0, width)
    count = int(math.ceil((high - low) / width)) if width else 1
    return linspace(low, high, max(1, count) + 1)


def histogram(values, edges, weights=None, density=False):
    """Counts (floats) of values between edges; the last edge belongs to the last bin."""
    counts = [0.0] * (len(edges) - 1)
    n = len(counts)
    low, high = edges[0], edges[-1]
    width = (high - low) / n if n else 0
    is_even = n > 0 and all(abs(edges[i] - (low + i * width)) <= 1e-12 * max(abs(low), abs(high), 1e-300)
                            for i in range(n + 1))
    for place, value in enumerate(values):
        if not low <= value <= high:
            continue
        if is_even and width > 0:
            index = min(n - 1, int((value - low) / width))
            if value < edges[index] and index > 0:
                index -= 1
            elif value >= edges[index + 1] and index < n - 1:
                index += 1
        else:
            index = _bisect(edges, value)
        counts[index] += 1.0 if weights is None else weights[place]
    if density:
        total = math.fsum(counts)
        counts = [c / (edges[i + 1] - edges[i]) / total if total else math.nan for i, c in enumerate(counts)]
    return counts


def _bisect(edges, value):
    low, high = 0, len(edges) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if value >= edges[middle]:
            low = middle
        else:
            high = middle
    return low


def quantile(ordered, q):
    """Linear between the two nearest of a sorted list."""
    if not ordered:
        return math.nan
    place = q * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)


def boxplot_stats(X, whis=1.5, bootstrap=None, labels=None, autorange=False):
    """Median, quartiles, whiskers and fliers of each series, as dictionaries."""
    series = columns(X)
    result = []
    for index, values in enumerate(series):
        ordered = sorted(v for v in values if v == v)
        stats = {'label': labels[index]} if labels is not None else {}
        if not ordered:
            for key in ('mean', 'iqr', 'cilo', 'cihi', 'whislo', 'whishi', 'q1', 'med', 'q3'):
                stats[key] = math.nan
            stats['fliers'] = []
            result.append(stats)
            continue
        q1, med, q3 = (quantile(ordered, q) for q in (0.25, 0.5, 0.75))
        stats.update(mean=math.fsum(ordered) / len(ordered), q1=q1, med=med, q3=q3, iqr=q3 - q1)
        notch = 1.57 * (q3 - q1) / math.sqrt(len(ordered))
        stats.update(cilo=med - notch, cihi=med + notch)
        if is_sequence(whis):
            low, high = (quantile(ordered, p / 100) for p in whis)
        else:
            low, high = q1 - whis * (q3 - q1), q3 + whis * (q3 - q1)
        inside = [v for v in ordered if v <= high]
        stats['whishi'] = max(inside) if inside and max(inside) >= q3 else q3
        inside = [v for v in ordered if v >= low]
        stats['whislo'] = min(inside) if inside and min(inside) <= q1 else q1
        stats['fliers'] = ([v for v in ordered if v < stats['whislo']] + [v for v in ordered if v > stats['whishi']])
        result.append(stats)
    return result
