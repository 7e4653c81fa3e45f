"""numpy.polynomial.polynomial: power series, the constant first."""

import _numpy
from _numpy import asarray, array

__all__ = ["polyval", "polyfit", "polyadd", "polysub", "polymul", "polyder", "polyint", "polyroots", "polyvander",
           "polyfromroots", "Polynomial"]


def _turned(c):
    return asarray(c)[::-1]


def polyval(x, c, tensor=True):
    c = asarray(c) * 1.0
    x = asarray(x)
    value = c[-1] + x * 0
    for i in range(2, len(c) + 1):
        value = c[-i] + value * x
    return value


def polyvander(x, deg):
    x = asarray(x) * 1.0
    out = _numpy.empty(x.shape + (deg + 1,))
    out[..., 0] = 1.0
    for i in range(1, deg + 1):
        out[..., i] = out[..., i - 1] * x
    return out


def polyfit(x, y, deg, rcond=None, full=False, w=None):
    from numpy._polynomials import polyfit as fit
    return fit(x, y, deg, rcond, w=w)[::-1].copy()


def _pair(c1, c2):
    a, b = asarray(c1) * 1.0, asarray(c2) * 1.0
    n = max(len(a), len(b))
    pad = lambda c: _numpy.concatenate([c, _numpy.zeros(n - len(c))])
    return pad(a), pad(b)


def polyadd(c1, c2):
    a, b = _pair(c1, c2)
    return a + b


def polysub(c1, c2):
    a, b = _pair(c1, c2)
    return a - b


def polymul(c1, c2):
    from numpy._windows import convolve
    return convolve(asarray(c1) * 1.0, asarray(c2) * 1.0)


def polyder(c, m=1, scl=1, axis=0):
    c = asarray(c) * 1.0
    for _ in range(m):
        c = c[1:] * _numpy.arange(1, len(c)) if len(c) > 1 else c[:1] * 0
    return c


def polyint(c, m=1, k=(), lbnd=0, scl=1, axis=0):
    c = asarray(c) * 1.0
    constants = list(k) if hasattr(k, "__len__") else [k]
    for i in range(m):
        c = _numpy.concatenate([array([constants[i] * 1.0 if i < len(constants) else 0.0]), c / _numpy.arange(1, len(c) + 1)])
    return c


def polyroots(c):
    from numpy._polynomials import roots
    found = roots(_turned(c))
    found.sort()
    return found


def polyfromroots(roots):
    from numpy._polynomials import poly
    return poly(roots)[::-1].copy()


class Polynomial:
    """A power series, the constant first."""

    def __init__(self, coef, domain=None, window=None, symbol="x"):
        self.coef = asarray(coef) * 1.0
        self.domain = array([-1.0, 1.0]) if domain is None else asarray(domain) * 1.0
        self.window = array([-1.0, 1.0]) if window is None else asarray(window) * 1.0
        self.symbol = symbol

    def _mapped(self, x):
        old, new = self.domain, self.window
        length = old[1] - old[0]
        offset = (old[1] * new[0] - old[0] * new[1]) / length
        return offset + (new[1] - new[0]) / length * x

    def __call__(self, x):
        return polyval(self._mapped(asarray(x)), self.coef)

    @classmethod
    def fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol="x"):
        x = asarray(x) * 1.0
        domain = [x.min(), x.max()] if domain is None else domain
        made = cls([0.0], domain, window, symbol)
        made.coef = polyfit(made._mapped(x), y, deg, rcond, w=w)
        return made

    def convert(self, domain=None, kind=None, window=None):
        old, new = self.domain, self.window
        length = old[1] - old[0]
        inner = [float((old[1] * new[0] - old[0] * new[1]) / length), float((new[1] - new[0]) / length)]
        total = array([0.0])
        for c in reversed(self.coef.tolist()):
            total = polyadd(polymul(total, inner), [c])
        return Polynomial(total[: len(self.coef)], symbol=self.symbol)

    def degree(self):
        return len(self.coef) - 1

    def deriv(self, m=1):
        scale = (self.window[1] - self.window[0]) / (self.domain[1] - self.domain[0])
        return Polynomial(polyder(self.coef, m) * scale ** m, self.domain, self.window, self.symbol)

    def integ(self, m=1, k=(), lbnd=None):
        return Polynomial(polyint(self.coef, m, k), self.domain, self.window, self.symbol)

    def roots(self):
        found = polyroots(self.coef)
        old, new = self.window, self.domain
        length = old[1] - old[0]
        return (old[1] * new[0] - old[0] * new[1]) / length + (new[1] - new[0]) / length * found

    def _of(self, coef):
        return Polynomial(coef, self.domain, self.window, self.symbol)

    def _other(self, other):
        return other.coef if isinstance(other, Polynomial) else asarray(other).reshape(-1)

    def __add__(self, other):
        return self._of(polyadd(self.coef, self._other(other)))

    __radd__ = __add__

    def __sub__(self, other):
        return self._of(polysub(self.coef, self._other(other)))

    def __rsub__(self, other):
        return self._of(polysub(self._other(other), self.coef))

    def __mul__(self, other):
        return self._of(polymul(self.coef, self._other(other)))

    __rmul__ = __mul__

    def __neg__(self):
        return self._of(-self.coef)

    def __pow__(self, n):
        result = array([1.0])
        for _ in range(n):
            result = polymul(result, self.coef)
        return self._of(result)

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self.coef.shape == other.coef.shape and bool((self.coef == other.coef).all())

    __hash__ = None

    def __len__(self):
        return len(self.coef)

    def __iter__(self):
        return iter(self.coef)

    def linspace(self, n=100, domain=None):
        from numpy._creation import linspace
        domain = self.domain if domain is None else domain
        x = linspace(domain[0], domain[1], n)
        return x, self(x)

    def __repr__(self):
        return (f"Polynomial({repr(self.coef)[6:-1]}, domain={repr(self.domain)[6:-1]}, "
                f"window={repr(self.window)[6:-1]}, symbol='{self.symbol}')")

    def __str__(self):
        powers = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
        out = str(self.coef[0])
        for power, c in enumerate(self.coef[1:], 1):
            out += f" + {c}" if c >= 0 else f" - {-c}"
            out += f"·{self.symbol}" + ("" if power == 1 else str(power).translate(powers))
        return out
