"""Means, medians and spreads."""

import math as _math
from collections import Counter as _Counter

__all__ = ["StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    pass


def _ratio(x):
    return x.as_integer_ratio()


def _sum(data):
    """The exact sum as a numerator over a denominator, and whether all were ints."""
    n, d = 0, 1
    only_ints = True
    for x in data:
        a, b = _ratio(x)
        only_ints = only_ints and isinstance(x, int)
        n, d = n * b + a * d, d * b
        g = _math.gcd(n, d)
        n, d = n // g, d // g
    return n, d, only_ints


def _divide(n, d, only_ints):
    if only_ints and n % d == 0:
        return n // d
    return n / d


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    n, d, only_ints = _sum(data)
    return _divide(n, d * len(data), only_ints)


def fmean(data, weights=None):
    data = list(data)
    if weights is not None:
        weights = list(weights)
        return _math.fsum(a * b for a, b in zip(data, weights)) / _math.fsum(weights)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    return _math.fsum(data) / len(data)


def geometric_mean(data):
    try:
        return _math.exp(fmean(map(_math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    if weights is None:
        weights = [1] * len(data)
    n, d, _ = _sum([w / x for w, x in zip(weights, data) if w])
    return sum(weights) * d / n


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    x = data[len(data) // 2]
    low = x - interval / 2
    below = sum(1 for v in data if v < x)
    return low + interval * (len(data) / 2 - below) / data.count(x)


def mode(data):
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center=None):
    """The exact sum of squared deviations."""
    n, d, only_ints = _sum(data)
    count = len(data)
    if center is not None:
        cn, cd = _ratio(center)
        n, d = cn * count, cd
    sn, sd = 0, 1
    for x in data:
        a, b = _ratio(x)
        p, q = a * d * count - n * b, b * d * count
        sn, sd = sn * q * q + p * p * sd, sd * q * q
        g = _math.gcd(sn, sd)
        sn, sd = sn // g, sd // g
    return sn, sd, only_ints


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    n, d, only_ints = _squares(data, xbar)
    return _divide(n, d * (len(data) - 1), only_ints)


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    n, d, only_ints = _squares(data, mu)
    return _divide(n, d * len(data), only_ints)


def _root(n, d):
    """The correctly rounded square root of n / d."""
    if n == 0:
        return 0.0
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        a, b = n, d << 2 * shift
    else:
        a, b = n << -2 * shift, d
    root = _math.isqrt(a // b)
    if root * root * b != a:
        root |= 1
    return root * 2 ** shift if shift >= 0 else root / (1 << -shift)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    n, d, _ = _squares(data, xbar)
    return _root(n, d * (len(data) - 1))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    n, d, _ = _squares(data, mu)
    return _root(n, d * len(data))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        elif method == "exclusive":
            m = size + 1
            j = min(max(i * m // n, 1), size - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        else:
            raise ValueError(f"Unknown method: {method!r}")
    return result


def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = _math.fsum(x) / n, _math.fsum(y) / n
    return _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (n - 1)


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    xbar, ybar = _math.fsum(x) / n, _math.fsum(y) / n
    sxy = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = _math.fsum((a - xbar) ** 2.0 for a in x)
    syy = _math.fsum((b - ybar) ** 2.0 for b in y)
    try:
        return sxy / _math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    n = len(x)
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    xbar, ybar = (0.0, 0.0) if proportional else (_math.fsum(x) / n, _math.fsum(y) / n)
    slope = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / _math.fsum((a - xbar) ** 2.0 for a in x)
    return namedtuple("LinearRegression", "slope intercept")(slope, 0.0 if proportional else ybar - slope * xbar)
