"""Functions of complex numbers."""

import math as _math

pi, e, tau, inf, nan = _math.pi, _math.e, _math.tau, _math.inf, _math.nan
infj, nanj = complex(0.0, _math.inf), complex(0.0, _math.nan)


def _complex(z):
    if isinstance(z, complex):
        return z
    if hasattr(z, "__complex__"):
        return complex(z)
    if isinstance(z, str) or not (hasattr(z, "__float__") or hasattr(z, "__index__")):
        raise TypeError(f"must be real number, not {type(z).__name__}")
    return complex(float(z), 0.0)


def _special(x):
    return _math.isinf(x) or _math.isnan(x)


def _guard(function):
    """Overflow in a part is an error of the whole."""
    def guarded(z, /):
        z = _complex(z)
        try:
            return function(z)
        except OverflowError:
            raise OverflowError("math range error") from None
        except ValueError:
            raise ValueError("math domain error") from None
    guarded.__name__ = function.__name__
    return guarded


def phase(z, /):
    z = _complex(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    z = _complex(z)
    return (abs(z), phase(z))


def rect(r, phi, /):
    if _special(phi) and not _math.isnan(phi):
        if r == 0 or _math.isnan(r):
            return complex(r, 0.0)
        raise ValueError("math domain error")
    if _math.isinf(r) and phi == 0:
        return complex(r, _math.copysign(0.0, phi))
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def isnan(z, /):
    z = _complex(z)
    return _math.isnan(z.real) or _math.isnan(z.imag)


def isinf(z, /):
    z = _complex(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)


def isfinite(z, /):
    z = _complex(z)
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = _complex(a), _complex(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


@_guard
def sqrt(z):
    x, y = z.real, z.imag
    if _math.isinf(y):
        return complex(_math.inf, y)
    if _math.isnan(x):
        return complex(_math.nan, _math.nan)
    if _math.isinf(x):
        if x > 0:
            return complex(x, _math.nan if _math.isnan(y) else _math.copysign(0.0, y))
        return complex(_math.nan if _math.isnan(y) else 0.0, _math.copysign(_math.inf, y))
    if _math.isnan(y):
        return complex(_math.nan, _math.nan)
    if x == 0.0 and y == 0.0:
        return complex(0.0, y)
    a, b = abs(x), abs(y)
    if a < 2.2250738585072014e-308 and b < 2.2250738585072014e-308 and (a > 0.0 or b > 0.0):
        a = _math.ldexp(a, 54)
        s = _math.ldexp(_math.sqrt(a + _math.hypot(a, _math.ldexp(b, 54))), -27)
    else:
        a /= 8.0
        s = 2.0 * _math.sqrt(a + _math.hypot(a, b / 8.0))
    d = b / (2.0 * s)
    if x >= 0.0:
        return complex(s, _math.copysign(d, y))
    return complex(d, _math.copysign(s, y))


@_guard
def exp(z):
    x, y = z.real, z.imag
    if _special(x) or _special(y):
        if _math.isinf(x):
            if x < 0:
                if _special(y):
                    return complex(0.0, 0.0)
                return complex(0.0 * _math.cos(y), 0.0 * _math.sin(y))
            if y == 0:
                return complex(x, y)
            if _math.isinf(y):
                raise ValueError
            if _math.isnan(y):
                return complex(x, y)
            return complex(_math.copysign(x, _math.cos(y)), _math.copysign(x, _math.sin(y)))
        if _math.isnan(x):
            return complex(x, y if y == 0 else _math.nan)
        if _math.isinf(y):
            raise ValueError
        return complex(_math.nan, _math.nan)
    if x > 708.3964185322641:
        part = _math.exp(x - 1.0)
        result = complex(part * _math.cos(y) * e, part * _math.sin(y) * e)
    else:
        part = _math.exp(x)
        result = complex(part * _math.cos(y), part * _math.sin(y))
    if isinf(result):
        raise OverflowError
    return result


def log(z, base=None, /):
    z = _complex(z)
    if z == 0:
        raise ValueError("math domain error")
    result = _log(z)
    if base is None:
        return result
    base = _complex(base)
    if base == 0:
        raise ValueError("math domain error")
    divisor = _log(base)
    if divisor == 0:
        raise ValueError("math domain error")
    return result / divisor


def _log(z):
    a, b = abs(z.real), abs(z.imag)
    if a > 8.98846567431158e+307 or b > 8.98846567431158e+307:
        real = _math.inf if isinf(z) else _math.log(_math.hypot(a / 2.0, b / 2.0)) + 0.6931471805599453
    elif a < 2.2250738585072014e-308 and b < 2.2250738585072014e-308:
        real = _math.log(_math.hypot(_math.ldexp(a, 53), _math.ldexp(b, 53))) - 53 * 0.6931471805599453
    else:
        h = _math.hypot(a, b)
        if 0.71 <= h <= 1.73:
            high, low = max(a, b), min(a, b)
            real = _math.log1p((high - 1) * (high + 1) + low * low) / 2.0
        else:
            real = _math.log(h)
    return complex(real, _math.atan2(z.imag, z.real))


@_guard
def log10(z):
    if z == 0:
        raise ValueError
    result = _log(z)
    ten = 2.302585092994046
    return complex(result.real / ten, result.imag / ten)


@_guard
def cosh(z):
    x, y = z.real, z.imag
    if _math.isinf(y) and not _math.isnan(x) and not _math.isinf(x):
        raise ValueError
    if abs(x) > 708.3964185322641 and _math.isfinite(x):
        x -= _math.copysign(1.0, x)
        result = complex(_math.cos(y) * _math.cosh(x) * e, _math.sin(y) * _math.sinh(x) * e)
        if isinf(result):
            raise OverflowError
        return result
    if _math.isinf(x) and _math.isfinite(y) and y != 0:
        return complex(_math.copysign(_math.inf, _math.cos(y)),
                       _math.copysign(_math.inf, _math.sin(y)) * _math.copysign(1.0, x))
    if _math.isinf(x) and y == 0:
        return complex(_math.inf, y * _math.copysign(1.0, x))
    if _special(x) or _special(y):
        return complex(_math.inf if _math.isinf(x) else _math.nan, 0.0 if y == 0 or x == 0 else _math.nan)
    return complex(_math.cos(y) * _math.cosh(x), _math.sin(y) * _math.sinh(x))


@_guard
def sinh(z):
    x, y = z.real, z.imag
    if _math.isinf(y) and not _special(x):
        raise ValueError
    if abs(x) > 708.3964185322641 and _math.isfinite(x):
        x -= _math.copysign(1.0, x)
        result = complex(_math.cos(y) * _math.sinh(x) * e, _math.sin(y) * _math.cosh(x) * e)
        if isinf(result):
            raise OverflowError
        return result
    if _math.isinf(x) and _math.isfinite(y) and y != 0:
        return complex(_math.copysign(_math.inf, _math.cos(y)) * _math.copysign(1.0, x),
                       _math.copysign(_math.inf, _math.sin(y)))
    if _math.isinf(x) and y == 0:
        return complex(x, y)
    if _special(x) or _special(y):
        return complex(x if _math.isinf(x) or x == 0 else _math.nan, y if y == 0 else _math.nan)
    return complex(_math.cos(y) * _math.sinh(x), _math.sin(y) * _math.cosh(x))


@_guard
def tanh(z):
    x, y = z.real, z.imag
    if _math.isinf(x) and not _math.isinf(y):
        return complex(_math.copysign(1.0, x),
                       _math.copysign(0.0, 2.0 * _math.sin(y) * _math.cos(y)) if _math.isfinite(y) else 0.0)
    if _math.isinf(x):
        return complex(_math.copysign(1.0, x), 0.0)
    if _math.isinf(y) and _math.isfinite(x):
        raise ValueError
    if _special(x) or _special(y):
        return complex(_math.nan, y if y == 0 else _math.nan)
    if abs(x) > 354.0:
        return complex(_math.copysign(1.0, x), 4.0 * _math.sin(y) * _math.cos(y) * _math.exp(-2.0 * abs(x)))
    tx, ty = _math.tanh(x), _math.tan(y)
    cx = 1.0 / _math.cosh(x)
    txty = tx * ty
    denominator = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)


def sin(z, /):
    z = _complex(z)
    w = sinh(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


def cos(z, /):
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def tan(z, /):
    z = _complex(z)
    w = tanh(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


_LARGE = 4.49423283715579e+307
_LN2 = 0.6931471805599453


@_guard
def acos(z):
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = _math.atan2(abs(y), x)
        imag = _math.log(_math.hypot(x / 2.0, y / 2.0)) + 2 * _LN2
        return complex(real, -_math.copysign(imag, y))
    s1, s2 = sqrt(complex(1.0 - x, -y)), sqrt(complex(1.0 + x, y))
    return complex(2.0 * _math.atan2(s1.real, s2.real), _math.asinh(s2.real * s1.imag - s2.imag * s1.real))


@_guard
def acosh(z):
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return complex(_math.log(_math.hypot(x / 2.0, y / 2.0)) + 2 * _LN2, _math.atan2(y, x))
    s1, s2 = sqrt(complex(x - 1.0, y)), sqrt(complex(x + 1.0, y))
    return complex(_math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * _math.atan2(s1.imag, s2.real))


@_guard
def asinh(z):
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        imag = _math.log(_math.hypot(x / 2.0, y / 2.0)) + 2 * _LN2
        return complex(_math.copysign(imag, x), _math.atan2(y, abs(x)))
    s1, s2 = sqrt(complex(1.0 + y, -x)), sqrt(complex(1.0 - y, x))
    return complex(_math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                   _math.atan2(y, s1.real * s2.real - s1.imag * s2.imag))


def asin(z, /):
    z = _complex(z)
    w = asinh(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


@_guard
def atanh(z):
    x, y = z.real, z.imag
    if x < 0.0 or x == 0.0 and _math.copysign(1.0, x) < 0.0:
        w = atanh(-z)
        return -w
    ay = abs(y)
    if x > 6.703903964971298e+153 or ay > 6.703903964971298e+153:
        h = _math.hypot(x / 2.0, y / 2.0)
        return complex(x / 4.0 / h / h, -_math.copysign(pi / 2.0, -y))
    if x == 1.0 and ay < 1.4916681462400413e-154:
        if ay == 0.0:
            raise ValueError
        return complex(-_math.log(_math.sqrt(ay) / _math.sqrt(_math.hypot(ay, 2.0))),
                       _math.copysign(_math.atan2(2.0, -ay) / 2, y))
    return complex(_math.log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0,
                   -_math.atan2(-2.0 * y, (1 - x) * (1 + x) - ay * ay) / 2.0)


def atan(z, /):
    z = _complex(z)
    w = atanh(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)
