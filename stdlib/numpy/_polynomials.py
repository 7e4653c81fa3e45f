"""Polynomials by their coefficients, the highest power first."""

import _numpy
from _numpy import asarray, array, ndarray

__all__ = []


def polyval(p, x):
    """The value of a polynomial at x."""
    if isinstance(p, poly1d):
        p = p.coeffs
    p = asarray(p)
    if isinstance(x, poly1d):
        y = poly1d(0)
        for coefficient in p:
            y = y * x + coefficient
        return y
    x = asarray(x)
    y = _numpy.zeros(x.shape, x.dtype)
    for i in range(len(p)):
        y = y * x + p[i]
    return y if isinstance(y, ndarray) or y is None else y


def vander(x, N=None, increasing=False):
    """Powers of x, one column for each."""
    x = asarray(x)
    if x.ndim != 1:
        raise ValueError("x must be a one-dimensional array or sequence.")
    from numpy._creation import vander_rows
    result = vander_rows(x, len(x) if N is None else N)
    return result[:, ::-1] if increasing else result


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    """The polynomial of least squares through points."""
    from numpy import linalg
    order = int(deg) + 1
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError("expected 1D or 2D array for y")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")
    if rcond is None:
        rcond = len(x) * 2.0 ** -52
    lhs, rhs = vander(x, order), y
    if w is not None:
        w = asarray(w) + 0.0
        lhs = lhs * w[:, None]
        rhs = rhs * (w[:, None] if rhs.ndim == 2 else w)
    scale = _numpy.sqrt((lhs * lhs).sum(0))
    lhs = lhs / scale
    c, resids, rank, s = linalg.lstsq(lhs, rhs, rcond)
    c = (c.T / scale).T
    if full:
        return c, resids, rank, s, rcond
    if cov:
        base = linalg.inv(_numpy.dot2(lhs.T, lhs)) / _numpy.multiply.outer(scale, scale)
        if cov == "unscaled":
            return c, base
        if len(x) <= order:
            raise ValueError("the number of data points must exceed order to scale the covariance matrix")
        factor = resids / (len(x) - order)
        return c, base * factor
    return c


def _trimmed(p):
    p = asarray(p)
    places = p.nonzero()[0]
    return p[int(places[0]) :] if len(places) else p[:0]


def roots(p):
    """The roots of a polynomial, where all are real."""
    from numpy import linalg
    p = asarray(p)
    if p.ndim == 0:
        p = p.reshape(1)
    places = p.nonzero()[0]
    if len(places) == 0:
        return array([])
    zeros = len(p) - int(places[-1]) - 1
    p = p[int(places[0]) : int(places[-1]) + 1] * 1.0
    n = len(p)
    if n > 1:
        companion = _numpy.zeros((n - 1, n - 1))
        for i in range(n - 2):
            companion[i + 1, i] = 1.0
        companion[0, :] = -p[1:] / p[0]
        found = linalg.eigvals(companion)
    else:
        found = array([])
    return _numpy.concatenate([found, _numpy.zeros(zeros)])


def poly(seq_of_zeros):
    """The polynomial with given roots, or a matrix's characteristic polynomial."""
    from numpy import linalg
    zeros = asarray(seq_of_zeros)
    if zeros.ndim == 2:
        zeros = linalg.eigvals(zeros)
    result = _numpy.ones(1)
    from numpy._windows import convolve
    for zero in zeros:
        result = convolve(result, array([1.0, -float(zero)]))
    return result


def _coefficients(p):
    return p.coeffs if isinstance(p, poly1d) else asarray(p).reshape(-1) if asarray(p).ndim == 0 else asarray(p)


def _like(result, *originals):
    return poly1d(result) if any(isinstance(p, poly1d) for p in originals) else result


def polyadd(a1, a2):
    a, b = _coefficients(a1), _coefficients(a2)
    difference = len(b) - len(a)
    if difference > 0:
        a = _numpy.concatenate([_numpy.zeros(difference, a.dtype), a])
    elif difference < 0:
        b = _numpy.concatenate([_numpy.zeros(-difference, b.dtype), b])
    return _like(a + b, a1, a2)


def polysub(a1, a2):
    return _like(_coefficients(polyadd(_coefficients(a1), -_coefficients(a2))), a1, a2)


def polymul(a1, a2):
    from numpy._windows import convolve
    return _like(convolve(_coefficients(a1), _coefficients(a2)), a1, a2)


def polydiv(u, v):
    """Quotient and remainder."""
    a, b = _coefficients(u) + 0.0, _coefficients(v) + 0.0
    scale = 1.0 / b[0]
    quotient = _numpy.zeros(max(len(a) - len(b) + 1, 1))
    rest = a.copy()
    for k in range(0, len(a) - len(b) + 1):
        d = scale * rest[k]
        quotient[k] = d
        rest[k : k + len(b)] -= d * b
    while len(rest) > 1 and abs(float(rest[0])) <= 1e-14:
        rest = rest[1:]
    return _like(quotient, u, v), _like(rest, u, v)


def polyder(p, m=1):
    """The derivative."""
    c = _coefficients(p)
    for _ in range(m):
        n = len(c) - 1
        c = c[:-1] * _numpy.arange(n, 0, -1)
    return _like(c, p)


def polyint(p, m=1, k=None):
    """The integral."""
    c = _coefficients(p)
    constants = [0.0] * m if k is None else [k] * m if not hasattr(k, "__len__") else list(k)
    for constant in constants:
        n = len(c)
        c = _numpy.concatenate([c / _numpy.arange(n, 0, -1), array([constant * 1.0])])
    return _like(c, p)


class poly1d:
    """A polynomial that can be called, added and multiplied."""

    __hash__ = None

    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            c_or_r = c_or_r.coeffs
        if r:
            c_or_r = poly(c_or_r)
        c = asarray(c_or_r)
        if c.ndim == 0:
            c = c.reshape(1)
        if c.ndim > 1:
            raise ValueError("Polynomial must be 1d only.")
        c = _trimmed(c)
        self.coeffs = c if len(c) else array([0], c.dtype)
        self.variable = variable or "x"

    @property
    def c(self):
        return self.coeffs

    coef = c
    coefficients = c

    @property
    def order(self):
        return len(self.coeffs) - 1

    o = order

    @property
    def roots(self):
        return roots(self.coeffs)

    r = roots

    def __call__(self, val):
        return polyval(self.coeffs, val)

    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[6:-1]})"

    def __len__(self):
        return self.order

    def __iter__(self):
        return iter(self.coeffs)

    def __getitem__(self, power):
        return self.coeffs[self.order - power] if 0 <= power <= self.order else self.coeffs.dtype.type(0)

    def __setitem__(self, power, value):
        if power > self.order:
            self.coeffs = _numpy.concatenate([_numpy.zeros(power - self.order, self.coeffs.dtype), self.coeffs])
        self.coeffs[self.order - power] = value

    def __array__(self, dtype=None, copy=None):
        return self.coeffs

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __pos__(self):
        return self

    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, _coefficients(other)))

    __radd__ = __add__

    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, _coefficients(other)))

    def __rsub__(self, other):
        return poly1d(polysub(_coefficients(other), self.coeffs))

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return poly1d(self.coeffs * other)
        return poly1d(polymul(self.coeffs, _coefficients(other)))

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, (int, float)):
            return poly1d(self.coeffs / other)
        return polydiv(self, poly1d(other))

    def __pow__(self, exponent):
        result = poly1d([1])
        for _ in range(exponent):
            result = result * self
        return result

    def __eq__(self, other):
        return isinstance(other, poly1d) and self.coeffs.shape == other.coeffs.shape and bool((self.coeffs == other.coeffs).all())

    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m))

    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m, [k] * m if not hasattr(k, "__len__") else k))

    def __str__(self):
        text, variable = "0", self.variable
        coefficients = self.coeffs[int((self.coeffs != 0).argmax()) :] if (self.coeffs != 0).any() else self.coeffs
        n = len(coefficients) - 1

        def number(value):
            shown = f"{value:.4g}"
            return shown[:-5] if shown.endswith(".0000") else shown

        for k in range(len(coefficients)):
            c = number(coefficients[k])
            power = n - k
            if power == 0:
                part = c if c != "0" else "0" if k == 0 else ""
            elif power == 1:
                part = "" if c == "0" else variable if c == "b" else f"{c} {variable}" if c != "1" else f"1 {variable}"
            else:
                part = "" if c == "0" else f"{c} {variable}**{power}"
            if k > 0:
                if part:
                    text = f"{text} - {part[1:]}" if part.startswith("-") else f"{text} + {part}"
            else:
                text = part
        return _raised(text)


def _raised(text, wrap=70):
    """Powers on a line of their own."""
    line1, line2, output, n = "", "", " ", 0
    while True:
        place = text.find("**", n)
        if place < 0:
            break
        end = place + 2
        while end < len(text) and text[end].isdigit():
            end += 1
        power = text[place + 2 : end]
        part = text[n:place]
        n = end
        upper = " " * (len(part) - 1) + power
        lower = part + " " * (len(power) - 1)
        if len(line2) + len(lower) > wrap or len(line1) + len(upper) > wrap:
            output += line1 + "\n" + line2 + "\n "
            line1, line2 = upper, lower
        else:
            line1 += upper
            line2 += lower
    output += line1 + "\n" + line2
    return output + text[n:]
