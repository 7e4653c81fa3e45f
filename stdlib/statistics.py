"""Means, medians and spreads."""

import math as _math
import random as _random
from bisect import bisect_left as _bisect_left
from bisect import bisect_right as _bisect_right
from collections import Counter as _Counter
from collections import namedtuple as _namedtuple
from math import erf as _erf
from math import fabs as _fabs
from math import fsum as _fsum
from math import sqrt as _sqrt

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    pass


# Exact sums: a numerator, a denominator and the type of the data


def _ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        # An infinity, or no number at all.
        return x, None
    raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _joined(kind, other):
    """The type of a result from two kinds of data."""
    if other is kind or other is int or other is bool:
        return kind
    if kind is int or kind is bool or issubclass(other, kind):
        return other
    if issubclass(kind, other):
        return kind
    if issubclass(kind, int):
        return other
    if issubclass(other, int):
        return kind
    if kind.__name__ == "Fraction" and issubclass(other, float):
        return other
    if issubclass(kind, float) and other.__name__ == "Fraction":
        return kind
    raise TypeError(f"don't know how to coerce {kind.__name__} and {other.__name__}")


def _sum(data):
    """The exact sum as a numerator over a denominator, the type of the data and their number."""
    kind = int
    count = 0
    partials = {}
    for x in data:
        count += 1
        if type(x) is not kind:
            kind = _joined(kind, type(x))
        n, d = _ratio(x)
        partials[d] = partials.get(d, 0) + n
    if None in partials:
        return partials[None], None, kind, count
    n, d = 0, 1
    for denominator, numerator in partials.items():
        n, d = n * denominator + numerator * d, d * denominator
        g = _math.gcd(n, d)
        n, d = n // g, d // g
    return n, d, kind, count


def _convert(n, d, kind):
    """n / d as a value of a type."""
    if d is None:
        return n
    g = _math.gcd(n, d)
    n, d = n // g, d // g
    if issubclass(kind, int):
        if d == 1:
            return kind(n) if kind is not bool else n
        kind = float
    if issubclass(kind, float):
        value = n / d
        return value if kind is float else kind(value)
    if kind.__name__ == "Decimal":
        return kind(n) / kind(d)
    return kind(n, d)


def mean(data):
    """The arithmetic mean."""
    n, d, kind, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return n / count if d is None else _convert(n, d * count, kind)


def fmean(data, weights=None):
    """The mean as a float, fast."""
    if weights is None:
        values = data if hasattr(data, "__len__") else list(data)
        if not len(values):
            raise StatisticsError("fmean requires at least one data point")
        return _fsum(values) / len(values)
    data, weights = list(data), list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = _fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _fsum([a * b for a, b in zip(data, weights)]) / total


def geometric_mean(data):
    """The n-th root of the product."""
    try:
        return _math.exp(fmean(list(map(_math.log, data))))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    count = len(data)
    if count < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if count == 1 and weights is None:
        x = data[0]
        if isinstance(x, (str, bytes)) or not hasattr(x, "__float__"):
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(message)
        return x
    if weights is None:
        weights, total, total_d = [1] * count, count, 1
    else:
        weights = list(weights)
        if len(weights) != count:
            raise StatisticsError("Number of weights does not match data size")
        total, total_d, _, _ = _sum(weights)
    for values in (data, weights):
        for x in values:
            if x < 0:
                raise StatisticsError(message)
    try:
        n, d, kind, _ = _sum([w / x if w else 0 for w, x in zip(weights, data)])
    except ZeroDivisionError:
        return 0
    if n <= 0:
        raise StatisticsError("Weighted sum must be positive")
    if d is None:
        # The sum is infinite or no number.
        return total / total_d / n
    return _convert(total * d, total_d * n, kind)


def median(data):
    """The middle value."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """The middle value, or the lower one of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, or the higher one of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    """The median of data that stand for intervals."""
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    first = _bisect_left(data, x)
    last = _bisect_right(data, x, lo=first)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    return x - interval / 2.0 + interval * (n / 2 - first) / (last - first)


def mode(data):
    """The most common value."""
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """The most common values."""
    counts = _Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """Values that divide the data into n parts."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        m = size + 1
        for i in range(1, n):
            j = min(max(i * m // n, 1), size - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


# Spread


def _squares(data, center):
    """The sum of the squared deviations, the type and the number of the data."""
    if center is not None:
        return _sum([(x - center) * (x - center) for x in data])
    kind = int
    count = 0
    sums, squares = {}, {}
    for x in data:
        count += 1
        if type(x) is not kind:
            kind = _joined(kind, type(x))
        n, d = _ratio(x)
        sums[d] = sums.get(d, 0) + n
        squares[d] = squares.get(d, 0) + n * n
    if not count:
        return 0, 1, kind, 0
    if None in sums:
        return float("nan"), None, kind, count
    n, d, sn, sd = 0, 1, 0, 1
    for denominator in sums:
        n, d = n * denominator + sums[denominator] * d, d * denominator
        square = denominator * denominator
        sn, sd = sn * square + squares[denominator] * sd, sd * square
        g = _math.gcd(n, d)
        n, d = n // g, d // g
        g = _math.gcd(sn, sd)
        sn, sd = sn // g, sd // g
    return count * sn * d * d - n * n * sd, sd * d * d * count, kind, count


def variance(data, xbar=None):
    """The variance of a sample."""
    n, d, kind, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return n if d is None else _convert(n, d * (count - 1), kind)


def pvariance(data, mu=None):
    """The variance of a population."""
    n, d, kind, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return n if d is None else _convert(n, d * count, kind)


def _root(n, d, kind):
    """The correctly rounded square root of n / d."""
    if d is None:
        return n
    if kind.__name__ == "Decimal":
        return (kind(n) / kind(d)).sqrt()
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
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    n, d, kind, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(n, d if d is None else d * (count - 1), kind)


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    n, d, kind, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(n, d if d is None else d * count, kind)


# Two variables


def _checked(x, y, what):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    return n


def covariance(x, y, /):
    """How two variables vary together."""
    n = _checked(x, y, "covariance")
    xbar, ybar = _fsum(x) / n, _fsum(y) / n
    return _fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)]) / (n - 1)


def correlation(x, y, /):
    """Pearson's correlation coefficient."""
    n = _checked(x, y, "correlation")
    xbar, ybar = _fsum(x) / n, _fsum(y) / n
    sxy = _fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
    sxx = _fsum([(a - xbar) * (a - xbar) for a in x])
    syy = _fsum([(b - ybar) * (b - ybar) for b in y])
    try:
        return sxy / _sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = _namedtuple("LinearRegression", ("slope", "intercept"), module="statistics")


def linear_regression(x, y, /, *, proportional=False):
    """The line that fits best."""
    n = _checked(x, y, "linear regression")
    if proportional:
        sxy = _fsum([a * b for a, b in zip(x, y)])
        sxx = _fsum([a * a for a in x])
    else:
        xbar, ybar = _fsum(x) / n, _fsum(y) / n
        sxy = _fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
        sxx = _fsum([(a - xbar) * (a - xbar) for a in x])
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


# The normal distribution


def _polynomial(x, coefficients):
    value = 0.0
    for c in coefficients:
        value = value * x + c
    return value


# Wichura's approximation of the inverse (algorithm AS241): numerators and denominators for three ranges.
_center = (
    (2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
     1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0),
    (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
     5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0))
_middle = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
     3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0))
_tail = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))


def _inverse(p, mu, sigma):
    q = p - 0.5
    if _fabs(q) <= 0.425:
        r = 0.180625 - q * q
        x = _polynomial(r, _center[0]) * q / _polynomial(r, _center[1])
        return mu + x * sigma
    r = _sqrt(-_math.log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        x = _polynomial(r, _middle[0]) / _polynomial(r, _middle[1])
    else:
        r -= 5.0
        x = _polynomial(r, _tail[0]) / _polynomial(r, _tail[1])
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution of a random variable."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution",
                 "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution that data seem to come from."""
        data = list(data)
        xbar = fmean(data)
        return cls(xbar, stdev(data, xbar))

    def samples(self, n, *, seed=None):
        """Random values of the distribution."""
        gauss = _random.gauss if seed is None else _random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """The density at a place."""
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return _math.exp(diff * diff / (-2.0 * variance)) / _sqrt(_math.tau * variance)

    def cdf(self, x):
        """The probability of a value up to a place."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + _erf((x - self._mu) / (self._sigma * _sqrt(2.0))))

    def inv_cdf(self, p):
        """The place up to which values have a probability."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return _inverse(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """Places that divide the distribution into n parts."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """What two distributions have in common, from 0.0 to 1.0."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        a, b = self, other
        if (b._sigma, b._mu) < (a._sigma, a._mu):
            a, b = b, a
        a_var, b_var = a.variance, b.variance
        if not a_var or not b_var:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = b_var - a_var
        dm = _fabs(b._mu - a._mu)
        if not dv:
            return 1.0 - _erf(dm / (2.0 * a._sigma * _sqrt(2.0)))
        middle = a._mu * b_var - b._mu * a_var
        width = a._sigma * b._sigma * _sqrt(dm * dm + dv * _math.log(b_var / a_var))
        x1, x2 = (middle + width) / dv, (middle - width) / dv
        return 1.0 - (_fabs(b.cdf(x1) - a.cdf(x1)) + _fabs(b.cdf(x2) - a.cdf(x2)))

    def zscore(self, x):
        """How many standard deviations a value is from the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * _fabs(factor))

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / _fabs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
