"""Decimal arithmetic with a chosen precision, as the General Decimal Arithmetic Specification says."""

import _decimalnumber as _core
import math as _math
import numbers as _numbers
import re as _re
import sys as _sys
from collections import namedtuple as _namedtuple

__all__ = [
    "BasicContext", "Clamped", "Context", "ConversionSyntax", "Decimal", "DecimalException", "DecimalTuple",
    "DefaultContext", "DivisionByZero", "DivisionImpossible", "DivisionUndefined", "ExtendedContext",
    "FloatOperation", "HAVE_CONTEXTVAR", "HAVE_THREADS", "Inexact", "InvalidContext", "InvalidOperation",
    "MAX_EMAX", "MAX_PREC", "MIN_EMIN", "MIN_ETINY", "Overflow", "ROUND_05UP", "ROUND_CEILING", "ROUND_DOWN",
    "ROUND_FLOOR", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_UP", "Rounded", "Subnormal",
    "Underflow", "getcontext", "localcontext", "setcontext"]

__version__ = "1.70"
__libmpdec_version__ = "2.5.1"

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
              ROUND_05UP)

HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


# Signals.

class DecimalException(ArithmeticError):
    """What every signal derives from."""


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped)
_SHOWN = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_SIGNAL_OF = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
              DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}


class _SignalDict(dict):
    """Flags or traps: which signals are set."""

    def __setitem__(self, key, value):
        if key not in _SIGNALS:
            raise KeyError("invalid error flag")
        value = bool(value)
        if value != self.get(key):
            super().__setitem__(key, value)
            _refresh()

    def __delitem__(self, key):
        raise ValueError("signal keys cannot be deleted")


def _signal_dict(which):
    made = _SignalDict()
    for signal in _SIGNALS:
        dict.__setitem__(made, signal, False)
    if isinstance(which, dict):
        for signal, value in which.items():
            made[signal] = value
    else:
        for signal in which:
            made[signal] = True
    return made


class Context:
    """The precision, the rounding, and what is done about exceptional results."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        default = DefaultContext if "DefaultContext" in globals() else None

        def chosen(value, name, initial):
            return value if value is not None else getattr(default, name) if default is not None else initial
        self.prec = chosen(prec, "prec", 28)
        self.rounding = chosen(rounding, "rounding", ROUND_HALF_EVEN)
        self.Emin = chosen(Emin, "Emin", -999999)
        self.Emax = chosen(Emax, "Emax", 999999)
        self.capitals = chosen(capitals, "capitals", 1)
        self.clamp = chosen(clamp, "clamp", 0)
        self.flags = _signal_dict(flags if flags is not None else [])
        if traps is None:
            traps = default.traps if default is not None else [DivisionByZero, Overflow, InvalidOperation]
        self.traps = _signal_dict(traps)

    def __setattr__(self, name, value):
        if name in ("prec", "Emin", "Emax", "capitals", "clamp"):
            if not isinstance(value, int):
                raise TypeError(f"{name} must be an integer")
            if name == "prec" and not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
            if name == "Emin" and not MIN_EMIN <= value <= 0:
                raise ValueError("valid range for Emin is [MIN_EMIN, 0]")
            if name == "Emax" and not 0 <= value <= MAX_EMAX:
                raise ValueError("valid range for Emax is [0, MAX_EMAX]")
            if name in ("capitals", "clamp") and value not in (0, 1):
                raise ValueError(f"valid values for {name} are 0 or 1")
        elif name == "rounding":
            if not isinstance(value, str) or value not in _ROUNDINGS:
                raise TypeError(
                    "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                    "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        elif name in ("flags", "traps"):
            if not isinstance(value, dict):
                raise TypeError("argument must be a signal dict")
            if not isinstance(value, _SignalDict):
                value = _signal_dict(value)
        else:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)
        if self is _current:
            _refresh()

    def __delattr__(self, name):
        raise AttributeError(f"{name} cannot be deleted")

    def __repr__(self):
        flags = ", ".join(signal.__name__ for signal in _SHOWN if self.flags[signal])
        traps = ", ".join(signal.__name__ for signal in _SHOWN if self.traps[signal])
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def __reduce__(self):
        return (Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                          [s for s in _SIGNALS if self.flags[s]], [s for s in _SIGNALS if self.traps[s]]))

    def clear_flags(self):
        for signal in _SIGNALS:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in _SIGNALS:
            self.traps[signal] = False

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags,
                       self.traps)

    __copy__ = copy
    __hash__ = None

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, condition, result=None):
        """Notes a condition; raises where it is trapped."""
        signal = _SIGNAL_OF.get(condition, condition)
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return _NAN if result is None else result

    def _signals(self, conditions, result):
        """Notes several conditions before one of them raises."""
        for condition in conditions:
            self.flags[condition] = True
        for condition in conditions:
            self._signal(condition, result)
        return result

    def create_decimal(self, num="0"):
        if isinstance(num, str) and (num != num.strip() or "_" in num):
            return self._signal(ConversionSyntax)
        d = Decimal(num, context=self)
        if d._special == "n" and len(str(d._int)) > self.prec - self.clamp:
            return self._signal(ConversionSyntax)
        return d._fix(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fix(self)

    def _method(name):
        def method(self, *args):
            first, *rest = args
            first = _operand(first)
            return getattr(first, name)(*[_operand(r) for r in rest], context=self)
        method.__name__ = name
        return method

    for _name in ("compare", "compare_signal", "exp", "fma", "ln", "log10", "logb", "logical_and", "logical_invert",
                  "logical_or", "logical_xor", "max", "max_mag", "min", "min_mag", "next_minus", "next_plus",
                  "next_toward", "normalize", "number_class", "quantize", "remainder_near", "rotate", "scaleb",
                  "shift", "sqrt", "to_eng_string", "to_integral_exact", "to_integral_value", "is_normal",
                  "is_subnormal"):
        vars()[_name] = _method(_name)
    to_integral = to_integral_value

    def abs(self, a, /):
        return _operand(a)._abs(self)

    def add(self, a, b, /):
        return _operand(a)._add(_operand(b), self)

    def subtract(self, a, b, /):
        return _operand(a)._sub(_operand(b), self)

    def multiply(self, a, b, /):
        return _operand(a)._mul(_operand(b), self)

    def divide(self, a, b, /):
        return _operand(a)._div(_operand(b), self)

    def divide_int(self, a, b, /):
        return _operand(a)._divmod(_operand(b), self, "//")[0]

    def remainder(self, a, b, /):
        return _operand(a)._divmod(_operand(b), self, "%")[1]

    def divmod(self, a, b, /):
        return _operand(a)._divmod(_operand(b), self, "divmod")

    def power(self, a, b, modulo=None):
        return _operand(a)._power(_operand(b), None if modulo is None else _operand(modulo), self)

    def minus(self, a, /):
        return _operand(a)._neg(self)

    def plus(self, a, /):
        return _operand(a)._plus(self)

    def canonical(self, a, /):
        if not isinstance(a, Decimal):
            raise TypeError("argument must be a Decimal")
        return a

    def compare_total(self, a, b, /):
        return _operand(a).compare_total(_operand(b))

    def compare_total_mag(self, a, b, /):
        return _operand(a).compare_total_mag(_operand(b))

    def copy_abs(self, a, /):
        return _operand(a).copy_abs()

    def copy_decimal(self, a, /):
        return Decimal(_operand(a))

    def copy_negate(self, a, /):
        return _operand(a).copy_negate()

    def copy_sign(self, a, b, /):
        return _operand(a).copy_sign(_operand(b))

    def same_quantum(self, a, b, /):
        return _operand(a).same_quantum(_operand(b))

    def radix(self):
        return Decimal(10)

    def to_sci_string(self, a, /):
        return _operand(a).__str__(context=self)

    def _predicate(name):
        def method(self, a, /):
            return getattr(_operand(a), name)()
        method.__name__ = name
        return method

    for _name in ("is_canonical", "is_finite", "is_infinite", "is_nan", "is_qnan", "is_signed", "is_snan", "is_zero"):
        vars()[_name] = _predicate(_name)
    del _name, _method, _predicate


_current = None


def _refresh():
    """Tells the native operators what the current context is."""
    c = _current
    if c is not None:
        _core.use(c.prec, c.rounding, c.Emin, c.Emax, c.clamp, c.traps[Inexact] or c.traps[Rounded], c.flags, Inexact,
                  Rounded)


def getcontext():
    global _current
    if _current is None:
        _current = DefaultContext.copy()
        _refresh()
    return _current


def setcontext(context):
    global _current
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context
    _refresh()


class _ContextManager:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *info):
        setcontext(self._saved)


def localcontext(ctx=None, **kwargs):
    context = (getcontext() if ctx is None else ctx).copy()
    for key, value in kwargs.items():
        if key not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{key}' is an invalid keyword argument for this function")
        setattr(context, key, value)
    return _ContextManager(context)


_PARSER = _re.compile(r"""
    (?P<sign>[-+])?
    (
        (?=\d|\.\d)
        (?P<int>\d*)
        (\.(?P<frac>\d*))?
        (E(?P<exp>[-+]?\d+))?
    |
        Inf(inity)?
    |
        (?P<signal>s)?
        NaN
        (?P<diag>\d*)
    )
    \Z
""", _re.VERBOSE | _re.IGNORECASE)

_FORMAT = _re.compile(r"""\A
(?:(?P<fill>.)?(?P<align>[<>=^]))?
(?P<sign>[-+ ])?
(?P<no_neg_0>z)?
(?P<zeropad>0)?
(?P<minimumwidth>(?!0)\d+)?
(?P<thousands_sep>,)?
(?:\.(?P<precision>0|(?!0)\d+))?
(?P<type>[eEfFgGn%])?
\Z
""", _re.VERBOSE | _re.DOTALL)


_make = _core.make


def _operand(value):
    """An operand of a context's method."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _digits(n):
    """How many decimal digits a number has."""
    if n < 10:
        return 1
    if n < 1 << 1000:
        return len(str(n))
    guess = n.bit_length() * 30103 // 100000
    return guess + 1 if n >= 10 ** guess else guess


def _text(n):
    """The digits of a number, however long."""
    if n < 1 << 10000:
        return str(n)
    half = _digits(n) // 2
    high, low = divmod(n, 10 ** half)
    return _text(high) + _text(low).rjust(half, "0")


def _number(text):
    """The number of digits, however many."""
    if len(text) < 3000:
        return int(text or "0")
    half = len(text) // 2
    return _number(text[:-half]) * 10 ** half + _number(text[-half:])


def _round_up(rounding, sign, kept, rest, unit):
    """Whether cutting off `rest` of `unit` makes the kept digits one more."""
    if rounding == ROUND_HALF_EVEN:
        return 2 * rest > unit or 2 * rest == unit and kept & 1 == 1
    if rounding == ROUND_HALF_UP:
        return 2 * rest >= unit
    if rounding == ROUND_HALF_DOWN:
        return 2 * rest > unit
    if rounding == ROUND_DOWN or rest == 0:
        return False
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return sign == 0
    if rounding == ROUND_FLOOR:
        return sign == 1
    return kept % 10 in (0, 5)


def _shifted(sign, coefficient, count, rounding):
    """A coefficient without its last `count` digits, and whether that changed it."""
    if coefficient == 0:
        return 0, False
    if count > _digits(coefficient) + 1:
        # All digits go; only whether anything was there matters.
        count, coefficient = 2, 1
    unit = 10 ** count
    kept, rest = divmod(coefficient, unit)
    if _round_up(rounding, sign, kept, rest, unit):
        kept += 1
    return kept, rest != 0


class Decimal(_core.Number):
    """A decimal number: a sign, a coefficient and an exponent (and `_special`: F, n or N for infinities and NaN)."""

    __slots__ = ()

    def __new__(cls, value="0", context=None):
        if cls is Decimal:
            self = _core.quick(value)
            if self is not None:
                return self
        self = super().__new__(cls)
        if isinstance(value, str):
            match = _PARSER.match(value.strip().replace("_", ""))
            if match is None:
                made = (context or getcontext())._signal(ConversionSyntax)
                return made if cls is Decimal else cls(made)
            self._sign = 1 if match.group("sign") == "-" else 0
            whole = match.group("int")
            if whole is not None:
                fraction = match.group("frac") or ""
                self._int = _number(whole + fraction)
                self._exp = int(match.group("exp") or "0") - len(fraction)
                if abs(self._exp) > 2 * MAX_EMAX:
                    self._exp = MAX_EMAX if self._exp > 0 else MIN_ETINY
            else:
                diagnosis = match.group("diag")
                self._exp = 0
                if diagnosis is not None:
                    self._int = int(diagnosis or "0")
                    self._special = "N" if match.group("signal") else "n"
                else:
                    self._int = 0
                    self._special = "F"
            return self
        if isinstance(value, int):
            self._sign = 1 if value < 0 else 0
            self._int = abs(int(value))
            self._exp = 0
            return self
        if isinstance(value, Decimal):
            if cls is Decimal and type(value) is Decimal:
                return value
            self._sign, self._int, self._exp, self._special = value._sign, value._int, value._exp, value._special
            return self
        if isinstance(value, (list, tuple)):
            return cls._from_tuple(self, value)
        if isinstance(value, float):
            context = context or getcontext()
            context._signal(FloatOperation)
            made = Decimal.from_float(value)
            self._sign, self._int, self._exp, self._special = made._sign, made._int, made._exp, made._special
            return self
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @staticmethod
    def _from_tuple(self, value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1) or not isinstance(sign, int):
            raise ValueError("sign must be an integer with the value 0 or 1")
        self._sign = sign
        number = 0
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
            number = number * 10 + digit
        self._int = number
        self._exp = 0
        if exponent == "F":
            self._special, self._int = "F", 0
        elif exponent in ("n", "N"):
            self._special = exponent
        elif isinstance(exponent, int):
            self._exp = exponent
        else:
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'"
                             if isinstance(exponent, str) else "exponent must be an integer")
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            made = _make(1 if f < 0 else 0, abs(f), 0)
        elif not isinstance(f, float):
            raise TypeError("argument must be int or float")
        elif _math.isinf(f) or _math.isnan(f):
            made = Decimal(repr(f))
        else:
            n, d = abs(f).as_integer_ratio()
            k = d.bit_length() - 1
            made = _make(1 if _math.copysign(1.0, f) < 0 else 0, n * 5 ** k, -k)
        return made if cls is Decimal else cls(made)

    # Attributes.

    def as_tuple(self):
        if self._special:
            digits = () if self._special != "F" and not self._int else tuple(map(int, str(self._int)))
            return DecimalTuple(self._sign, digits, self._special)
        return DecimalTuple(self._sign, tuple(map(int, _text(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        divisor = _math.gcd(n, d)
        return n // divisor, d // divisor

    def adjusted(self):
        return 0 if self._special else self._exp + _digits(self._int) - 1

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def canonical(self):
        return self

    def is_canonical(self):
        return True

    def is_finite(self):
        return not self._special

    def is_infinite(self):
        return self._special == "F"

    def is_nan(self):
        return self._special in ("n", "N")

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._special and self._int == 0

    def is_normal(self, context=None):
        if self._special or not self._int:
            return False
        return (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        if self._special or not self._int:
            return False
        return self.adjusted() < (context or getcontext()).Emin

    def number_class(self, context=None):
        if self._special == "N":
            return "sNaN"
        if self._special == "n":
            return "NaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def radix(self):
        return Decimal(10)

    def __bool__(self):
        return bool(self._special or self._int)

    # Texts.

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self, eng=False, context=None):
        if not eng:
            text = _core.text(self)
            if text is not None:
                return text
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._special == "n" else "sNaN") + (str(self._int) if self._int else "")
        digits = _text(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        exponent = ""
        if left != point:
            capitals = (context or getcontext()).capitals
            exponent = "eE"[capitals] + "%+d" % (left - point)
        return sign + whole + fraction + exponent

    def to_eng_string(self, context=None):
        return self.__str__(eng=True, context=context)

    def __format__(self, specifier, context=None):
        context = context or getcontext()
        match = _FORMAT.match(specifier)
        if match is None:
            raise ValueError("invalid format string")
        fill, align, zero = match.group("fill"), match.group("align"), match.group("zeropad")
        if zero and (fill or align):
            if align is not None:
                raise ValueError("invalid format string")
        fill = fill or ("0" if zero else " ")
        align = align or ("=" if zero else ">")
        sign_mode = match.group("sign") or "-"
        width = int(match.group("minimumwidth") or "0")
        separator = match.group("thousands_sep") or ""
        kind = match.group("type")
        precision = match.group("precision")
        precision = None if precision is None else int(precision)
        if kind == "n":
            kind = "g"
        if self._special:
            body = str(self.copy_abs())
            if fill == "0" and zero:
                fill, align = " ", ">"
            sign = "-" if self._sign else "" if sign_mode == "-" else sign_mode
            if kind == "%":
                body += "%"
            return _aligned(sign, body, width, fill, align)
        capitals = context.capitals
        if kind is None:
            kind = "gG"[capitals]
        value = self
        if kind == "%":
            value = _make(value._sign, value._int, value._exp + 2)
        rounding = context.rounding
        if precision is not None:
            if kind in "eE":
                value = value._rounded(precision + 1, rounding)
            elif kind in "fF%":
                value = value._rescale(-precision, rounding)
            elif kind in "gG" and _digits(value._int) > max(precision, 1):
                value = value._rounded(max(precision, 1), rounding)
        if not value._int and value._exp > 0 and kind in "fF%":
            value = value._rescale(0, rounding)
        sign_bit = value._sign
        if not value._int and match.group("no_neg_0"):
            sign_bit = 0
        digits = _text(value._int)
        left = value._exp + len(digits)
        if kind in "eE":
            if not value._int and precision is not None:
                point = 1 - precision
            else:
                point = 1
        elif kind in "fF%":
            point = left
        elif value._exp <= 0 and left > -6:
            point = left
        else:
            point = 1
        if point < 0:
            whole, fraction = "0", "0" * -point + digits
        elif point > len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point] or "0", digits[point:]
        power = left - point
        tail = "." + fraction if fraction else ""
        if power != 0 or kind in "eE":
            tail += {"E": "E", "e": "e", "G": "E", "g": "e"}[kind] + f"{power:+}"
        if kind == "%":
            tail += "%"
        sign = "-" if sign_bit else "" if sign_mode == "-" else sign_mode
        if zero or fill == "0" and align == "=":
            room = width - len(sign) - len(tail)
            if separator:
                whole = _grouped(whole, separator, room)
            else:
                whole = whole.rjust(room, "0")
        elif separator:
            whole = _grouped(whole, separator, 0)
        return _aligned(sign, whole + tail, width, fill, align)

    # Rounding to a context.

    def _rounded(self, places, rounding):
        """Rounded to a number of digits."""
        if not self._int:
            return _make(self._sign, 0, self.adjusted() + 1 - places)
        excess = _digits(self._int) - places
        if excess <= 0:
            return _make(self._sign, self._int * 10 ** -excess, self._exp + excess)
        kept, _ = _shifted(self._sign, self._int, excess, rounding)
        if _digits(kept) > places:
            return _make(self._sign, kept // 10, self._exp + excess + 1)
        return _make(self._sign, kept, self._exp + excess)

    def _rescale(self, exponent, rounding):
        """With another exponent."""
        if self._special:
            return self
        if not self._int:
            return _make(self._sign, 0, exponent)
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        kept, _ = _shifted(self._sign, self._int, exponent - self._exp, rounding)
        return _make(self._sign, kept, exponent)

    def _fix(self, context):
        """Made to fit the context; tells it what was lost."""
        special = self._special
        if special:
            if special != "F":
                limit = context.prec - context.clamp
                if _digits(self._int) > limit:
                    return _make(self._sign, self._int % 10 ** limit, 0, special)
            return self
        coefficient, exponent = self._int, self._exp
        tiny, top = context.Etiny(), context.Etop()
        if not coefficient:
            highest = top if context.clamp else context.Emax
            new = min(max(exponent, tiny), highest)
            if new != exponent:
                context._signal(Clamped, self)
                return _make(self._sign, 0, new)
            return self
        count = _digits(coefficient)
        least = count + exponent - context.prec
        if least > top:
            result = _overflowed(context, self._sign)
            return context._signals((Overflow, Inexact, Rounded), result)
        subnormal = least < tiny
        if subnormal:
            least = tiny
        if exponent < least:
            kept, inexact = _shifted(self._sign, coefficient, least - exponent, context.rounding)
            if _digits(kept) > context.prec:
                kept //= 10
                least += 1
            result = _make(self._sign, kept, least) if least <= top else _overflowed(context, self._sign)
            conditions = [Overflow] if least > top else []
            if inexact and subnormal:
                conditions.append(Underflow)
            if subnormal:
                conditions.append(Subnormal)
            if inexact:
                conditions.append(Inexact)
            conditions.append(Rounded)
            if not result:
                conditions.append(Clamped)
            context._signals(conditions, result)
            return result
        if subnormal:
            context._signal(Subnormal, self)
        if context.clamp and exponent > top:
            context._signal(Clamped, self)
            return _make(self._sign, coefficient * 10 ** (exponent - top), top)
        return self

    def _nan(self, other, context):
        """The result that a NaN among the operands decides, or None."""
        if not self._special and (other is None or not other._special):
            return None
        for operand in (self, other):
            if operand is not None and operand._special == "N":
                return context._signal(InvalidOperation, _make(operand._sign, operand._int, 0, "n")._fix(context))
        for operand in (self, other):
            if operand is not None and operand._special == "n":
                return operand._fix(context)
        return None

    # Comparison.

    def _order(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._special or other._special:
            a = 0 if not self._special else -1 if self._sign else 1
            b = 0 if not other._special else -1 if other._sign else 1
            return (a > b) - (a < b)
        if not self._int:
            return 0 if not other._int else 1 if other._sign else -1
        if not other._int:
            return -1 if self._sign else 1
        if self._sign != other._sign:
            return -1 if self._sign else 1
        a, b = self.adjusted(), other.adjusted()
        if a == b:
            x, y = self._int, other._int
            if self._exp > other._exp:
                x *= 10 ** (self._exp - other._exp)
            else:
                y *= 10 ** (other._exp - self._exp)
            a, b = x, y
        order = (a > b) - (a < b)
        return -order if self._sign else order

    def _comparable(self, other, equality=False):
        """The other operand of a comparison as a Decimal, or NotImplemented."""
        if isinstance(other, Decimal):
            return other
        if isinstance(other, int):
            return Decimal(other)
        if isinstance(other, float):
            context = getcontext()
            if equality:
                context.flags[FloatOperation] = True
            else:
                context._signal(FloatOperation)
            return Decimal.from_float(other)
        if isinstance(other, _numbers.Rational):
            # Compare after multiplying both by the denominator.
            return _Scaled(other)
        if equality and isinstance(other, complex) and other.imag == 0:
            return Decimal.from_float(other.real)
        return NotImplemented

    def _compare_with(self, other, test, equality=False):
        other = self._comparable(other, equality)
        if other is NotImplemented:
            return NotImplemented
        if isinstance(other, _Scaled):
            left = self if self._special else _make(self._sign, self._int * other.denominator, self._exp)
            other = Decimal(other.numerator)
        else:
            left = self
        if left.is_nan() or other.is_nan():
            if not equality or left.is_snan() or other.is_snan():
                getcontext()._signal(InvalidOperation)
            return None
        return test(left._order(other))

    def __eq__(self, other):
        result = self._compare_with(other, lambda order: order == 0, True)
        return False if result is None else result

    def __ne__(self, other):
        result = self._compare_with(other, lambda order: order != 0, True)
        return True if result is None else result

    def __lt__(self, other):
        result = self._compare_with(other, lambda order: order < 0)
        return False if result is None else result

    def __le__(self, other):
        result = self._compare_with(other, lambda order: order <= 0)
        return False if result is None else result

    def __gt__(self, other):
        result = self._compare_with(other, lambda order: order > 0)
        return False if result is None else result

    def __ge__(self, other):
        result = self._compare_with(other, lambda order: order >= 0)
        return False if result is None else result

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value")
            if self._special == "n":
                return object.__hash__(self)
            return -_sys.hash_info.inf if self._sign else _sys.hash_info.inf
        modulus = _sys.hash_info.modulus
        if self._exp >= 0:
            power = pow(10, self._exp, modulus)
        else:
            power = pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        result = -value if self._sign else value
        return -2 if result == -1 else result

    def compare(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        found = self._nan(other, context)
        return Decimal(self._order(other)) if found is None else found

    def compare_signal(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        if self.is_nan() or other.is_nan():
            found = self._nan(other, context)
            return found if self.is_snan() or other.is_snan() else context._signal(InvalidOperation, found)
        return Decimal(self._order(other))

    def compare_total(self, other, context=None):
        other = _operand(other)
        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        rank = {None: 0, "F": 1, "N": 2, "n": 3}
        a, b = rank[self._special], rank[other._special]
        if a == b:
            if a >= 2:
                a, b = self._int, other._int
            elif a == 1:
                a = b
            else:
                order = self.copy_abs()._order(other.copy_abs())
                a, b = (order, 0) if order else (self._exp, other._exp)
        order = (a > b) - (a < b)
        return Decimal(-order if self._sign else order)

    def compare_total_mag(self, other, context=None):
        return self.copy_abs().compare_total(_operand(other).copy_abs())

    def _extreme(self, other, context, wants_max, by_magnitude):
        other = _operand(other)
        context = context or getcontext()
        if self._special or other._special:
            if self._special == "n" and not other.is_nan():
                return other._fix(context)
            if other._special == "n" and not self.is_nan():
                return self._fix(context)
            found = self._nan(other, context)
            if found is not None:
                return found
        order = self.copy_abs()._order(other.copy_abs()) if by_magnitude else self._order(other)
        if order == 0:
            order = int(self.compare_total(other))
        result = self if (order >= 0) == wants_max else other
        if order == 0:
            result = self
        return result._fix(context)

    def max(self, other, context=None):
        return self._extreme(other, context, True, False)

    def min(self, other, context=None):
        return self._extreme(other, context, False, False)

    def max_mag(self, other, context=None):
        return self._extreme(other, context, True, True)

    def min_mag(self, other, context=None):
        return self._extreme(other, context, False, True)

    # Arithmetic.

    def _abs(self, context):
        return self._neg(context) if self._sign and not self.is_nan() else self._plus(context)

    def _neg(self, context):
        found = self._nan(None, context)
        if found is not None:
            return found
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self.copy_negate()._fix(context)

    def _plus(self, context):
        found = self._nan(None, context)
        if found is not None:
            return found
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self._fix(context)

    def _add(self, other, context):
        if self._special or other._special:
            found = self._nan(other, context)
            if found is not None:
                return found
            if self._special:
                if other._special and self._sign != other._sign:
                    return context._signal(InvalidOperation)
                return self
            return other
        exponent = min(self._exp, other._exp)
        negative_zero = context.rounding == ROUND_FLOOR and self._sign != other._sign
        if not self._int or not other._int:
            if not self._int and not other._int:
                sign = min(self._sign, other._sign)
                return _make(1 if negative_zero else sign, 0, exponent)._fix(context)
            kept = other if not self._int else self
            exponent = max(exponent, kept._exp - context.prec - 1)
            return kept._rescale(exponent, context.rounding)._fix(context)
        a, b = self, other
        # A term far below the other only matters as a sticky digit.
        if a.adjusted() < b.adjusted():
            a, b = b, a
        gap = a.adjusted() - b.adjusted()
        limit = context.prec + 3 + _digits(a._int)
        if gap > limit and a._exp > b._exp:
            b = _make(b._sign, 1, a.adjusted() - limit)
        exponent = min(a._exp, b._exp)
        x = a._int * 10 ** (a._exp - exponent)
        y = b._int * 10 ** (b._exp - exponent)
        total = (-x if a._sign else x) + (-y if b._sign else y)
        if total == 0:
            return _make(1 if negative_zero else 0, 0, exponent)._fix(context)
        return _make(1 if total < 0 else 0, abs(total), exponent)._fix(context)

    def _sub(self, other, context):
        if self._special or other._special:
            found = self._nan(other, context)
            if found is not None:
                return found
        return self._add(other.copy_negate(), context)

    def _mul(self, other, context):
        sign = self._sign ^ other._sign
        if self._special or other._special:
            found = self._nan(other, context)
            if found is not None:
                return found
            if not self or not other:
                return context._signal(InvalidOperation)
            return _make(sign, 0, 0, "F")
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    def _div(self, other, context):
        sign = self._sign ^ other._sign
        if self._special or other._special:
            found = self._nan(other, context)
            if found is not None:
                return found
            if self._special and other._special:
                return context._signal(InvalidOperation)
            if self._special:
                return _make(sign, 0, 0, "F")
            context._signal(Clamped, self)
            return _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._signal(DivisionUndefined)
            return context._signal(DivisionByZero, _make(sign, 0, 0, "F"))
        if not self._int:
            return _make(sign, 0, self._exp - other._exp)._fix(context)
        shift = _digits(other._int) - _digits(self._int) + context.prec + 1
        exponent = self._exp - other._exp - shift
        if shift >= 0:
            quotient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            quotient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            # A last digit that rounds rightly.
            if quotient % 5 == 0:
                quotient += 1
        else:
            ideal = self._exp - other._exp
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return _make(sign, quotient, exponent)._fix(context)

    def _divmod(self, other, context, operation):
        found = self._nan(other, context)
        if found is not None:
            return found, found
        sign = self._sign ^ other._sign
        if self._special:
            if operation == "//":
                return (context._signal(InvalidOperation) if other._special else _make(sign, 0, 0, "F")), None
            if operation == "divmod" and not other._special:
                return _make(sign, 0, 0, "F"), context._signal(InvalidOperation)
            nan = context._signal(InvalidOperation)
            return nan, nan
        if not other:
            if not self:
                nan = context._signal(DivisionUndefined)
                return nan, nan
            if operation == "//":
                return context._signal(DivisionByZero, _make(sign, 0, 0, "F")), None
            if operation == "%":
                return None, context._signal(InvalidOperation)
            return (context._signal(DivisionByZero, _make(sign, 0, 0, "F")), context._signal(InvalidOperation))
        exponent = self._exp if other._special else min(self._exp, other._exp)
        distance = self.adjusted() - other.adjusted()
        if not self._int or other._special or distance <= -2:
            return _make(sign, 0, 0), self._rescale(exponent, context.rounding)._fix(context)
        if distance <= context.prec:
            x, y = self._int, other._int
            if self._exp >= other._exp:
                x *= 10 ** (self._exp - other._exp)
            else:
                y *= 10 ** (other._exp - self._exp)
            quotient, rest = divmod(x, y)
            if _digits(quotient) <= context.prec:
                return (_make(sign, quotient, 0), _make(self._sign, rest, exponent)._fix(context))
        nan = context._signal(DivisionImpossible)
        return nan, nan

    def _power(self, other, modulo, context):
        if modulo is not None:
            return self._power_modulo(other, modulo, context)
        found = self._nan(other, context)
        if found is not None:
            return found
        if not other:
            return context._signal(InvalidOperation) if not self else Decimal(1)
        is_integer = other._is_integer()
        sign = 0
        if self._sign:
            if is_integer:
                sign = 1 if other._is_odd() else 0
            elif self:
                return context._signal(InvalidOperation)
            self = self.copy_negate()
        if not self:
            return _make(sign, 0, 0) if not other._sign else _make(sign, 0, 0, "F")
        if self._special:
            return _make(sign, 0, 0, "F") if not other._sign else _make(sign, 0, 0)
        if self == 1:
            if is_integer:
                multiplier = context.prec if other._special or other > context.prec else abs(int(other))
                exponent = self._exp * multiplier
                if exponent < 1 - context.prec:
                    exponent = 1 - context.prec
                    context._signal(Rounded, self)
            else:
                context._signals((Inexact, Rounded), self)
                exponent = 1 - context.prec
            return _make(sign, 10 ** -exponent, exponent)
        adjusted = self.adjusted()
        if other._special:
            return _make(sign, 0, 0) if (not other._sign) == (adjusted < 0) else _make(sign, 0, 0, "F")
        # Far beyond every exponent?
        bound = abs(other) * (adjusted if adjusted > 0 else -adjusted - 1 if adjusted < -1 else 0)
        if is_integer and bound > 2 * (context.Emax - context.Emin + context.prec):
            grows = (adjusted > 0) != bool(other._sign)
            return _make(sign, 1, (1 if grows else -1) * (10 * (context.Emax - context.Emin) + 10))._fix(context)
        exact = self._exact_power(other, context)
        if exact is not None:
            result = _make(sign, exact._int, exact._exp)
            if not is_integer and _digits(result._int) <= context.prec:
                # An exact root is still marked as rounded.
                padding = context.prec + 1 - _digits(result._int)
                result = _make(sign, result._int * 10 ** padding, result._exp - padding)
                spare = context.copy()
                spare.clear_flags()
                for signal in _SIGNALS:
                    spare.traps[signal] = False
                result = result._fix(spare)
                spare.flags[Inexact] = True
                if spare.flags[Subnormal]:
                    spare.flags[Underflow] = True
                for signal in (Underflow, Subnormal, Inexact, Rounded, Clamped):
                    if spare.flags[signal]:
                        context._signal(signal, result)
                return result
            return result._fix(context)
        extra = 3
        while True:
            coefficient, exponent = _power_digits(self._int, self._exp, other, context.prec + extra)
            if coefficient % (5 * 10 ** (_digits(coefficient) - context.prec - 1)):
                break
            extra += 3
        return _make(sign, coefficient, exponent)._fix(context)

    def _exact_power(self, other, context):
        """The power where it is exact with few digits, else None."""
        if other._is_integer():
            n = int(other)
            if n > 0:
                if _digits(self._int) * n <= 2 * context.prec + 40 or self._int == 1:
                    coefficient = self._int ** n
                    stripped, exponent = coefficient, self._exp * n
                    if _digits(stripped) <= context.prec + 10 or n <= 3:
                        return _make(0, stripped, exponent)
                    while stripped % 10 == 0:
                        stripped //= 10
                        exponent += 1
                    if _digits(stripped) <= context.prec:
                        shift = min(exponent - self._exp * n, context.prec - _digits(stripped))
                        return _make(0, stripped * 10 ** shift, exponent - shift)
                return None
            coefficient, exponent = self._int, self._exp
            while coefficient % 10 == 0:
                coefficient //= 10
                exponent += 1
            # 1 / c is finite where c has only factors 2 and 5.
            twos = fives = 0
            rest = coefficient
            while rest % 2 == 0:
                rest //= 2
                twos += 1
            while rest % 5 == 0:
                rest //= 5
                fives += 1
            if rest != 1 or -n * max(twos, fives) > 5 * context.prec + 50:
                return None
            shift = max(twos, fives) * -n
            result = 10 ** shift // coefficient ** -n
            if _digits(result) > context.prec:
                return None
            return _make(0, result, exponent * n - shift)
        n, d = other.as_integer_ratio()
        if n < 0 or d > 200 or abs(n) > 10000:
            return None
        coefficient, exponent = self._int, self._exp
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        if exponent % d:
            shift = exponent % d
            coefficient *= 10 ** shift
            exponent -= shift
        root = _integer_root(coefficient, d)
        if root ** d != coefficient:
            return None
        result = root ** n
        if _digits(result) > context.prec:
            return None
        return _make(0, result, exponent // d * n)

    def _power_modulo(self, other, modulo, context):
        for operand in (self, other, modulo):
            if operand.is_nan():
                return self._nan(other, context) if operand is not modulo else modulo._nan(None, context)
        if not (self._is_integer() and other._is_integer() and modulo._is_integer()) or other < 0 or not modulo:
            return context._signal(InvalidOperation)
        if self._special or other._special or modulo._special:
            return context._signal(InvalidOperation)
        if modulo.adjusted() >= context.prec:
            return context._signal(InvalidOperation)
        if not other and not self:
            return context._signal(InvalidOperation)
        sign = 0 if not other._is_odd() else self._sign
        return _make(sign, pow(abs(int(self)), int(other), abs(int(modulo))), 0)

    def _is_integer(self):
        if self._special:
            return self._special == "F"
        if self._exp >= 0:
            return True
        if not self._int:
            return True
        if -self._exp > _digits(self._int):
            return False
        return self._int % 10 ** -self._exp == 0

    def _is_odd(self):
        if self._special or not self._int or self._exp > 0:
            return False
        return self._int // 10 ** -self._exp % 2 == 1

    def _other(value):
        if isinstance(value, Decimal):
            return value
        if isinstance(value, int):
            return Decimal(value)
        return NotImplemented

    def _operators(name, operation):
        def forward(self, other):
            if not isinstance(other, Decimal):
                if not isinstance(other, int):
                    return NotImplemented
                other = Decimal(other)
            return operation(self, other, getcontext())
        forward.__name__ = f"__{name}__"

        def reverse(self, other):
            if not isinstance(other, int):
                return NotImplemented
            return operation(Decimal(other), self, getcontext())
        reverse.__name__ = f"__r{name}__"
        return forward, reverse

    __add__, __radd__ = _operators("add", _add)
    __sub__, __rsub__ = _operators("sub", _sub)
    __mul__, __rmul__ = _operators("mul", _mul)
    __truediv__, __rtruediv__ = _operators("truediv", _div)
    __floordiv__, __rfloordiv__ = _operators("floordiv", lambda a, b, c: a._divmod(b, c, "//")[0])
    __mod__, __rmod__ = _operators("mod", lambda a, b, c: a._divmod(b, c, "%")[1])
    __divmod__, __rdivmod__ = _operators("divmod", lambda a, b, c: a._divmod(b, c, "divmod"))
    del _operators, _other

    def __pow__(self, other, modulo=None):
        if not isinstance(other, (Decimal, int)):
            return NotImplemented
        if modulo is not None and not isinstance(modulo, (Decimal, int)):
            return NotImplemented
        return self._power(Decimal(other), None if modulo is None else Decimal(modulo), getcontext())

    def __rpow__(self, other, modulo=None):
        if not isinstance(other, int):
            return NotImplemented
        return Decimal(other)._power(self, None, getcontext())

    def __neg__(self):
        return self._neg(getcontext())

    def __pos__(self):
        return self._plus(getcontext())

    def __abs__(self):
        return self._abs(getcontext())

    def __int__(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._special:
            if self._special == "N":
                raise ValueError("cannot convert signaling NaN to float")
            text = "nan" if self._special == "n" else "inf"
            return float("-" + text if self._sign else text)
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
            return self.quantize(_make(0, 1, -n), rounding=ROUND_HALF_EVEN)
        return self._to_int(ROUND_HALF_EVEN)

    def __floor__(self):
        return self._to_int(ROUND_FLOOR)

    def __ceil__(self):
        return self._to_int(ROUND_CEILING)

    def _to_int(self, rounding):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        return int(self._rescale(0, rounding))

    def fma(self, other, third, context=None):
        other, third = _operand(other), _operand(third)
        context = context or getcontext()
        if self._special or other._special:
            if self._special == "N" or other._special == "N" or self.is_nan() or other.is_nan():
                return self._nan(other, context)
            if not self or not other:
                return context._signal(InvalidOperation)
            product = _make(self._sign ^ other._sign, 0, 0, "F")
        else:
            product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product._add(third, context)

    def remainder_near(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        found = self._nan(other, context)
        if found is not None:
            return found
        if self._special:
            return context._signal(InvalidOperation)
        if not other:
            return context._signal(InvalidOperation if self else DivisionUndefined)
        if other._special:
            return self._fix(context)
        exponent = min(self._exp, other._exp)
        if not self._int:
            return _make(self._sign, 0, exponent)._fix(context)
        if self.adjusted() - other.adjusted() >= context.prec + 1:
            return context._signal(DivisionImpossible)
        x = self._int * 10 ** (self._exp - exponent)
        y = other._int * 10 ** (other._exp - exponent)
        quotient, rest = divmod(x, y)
        if 2 * rest > y or 2 * rest == y and quotient % 2 == 1:
            rest -= y
            quotient += 1
        if _digits(quotient) > context.prec:
            return context._signal(DivisionImpossible)
        sign = self._sign
        if rest < 0:
            sign, rest = 1 - sign, -rest
        return _make(sign, rest, exponent)._fix(context)

    # Other forms.

    def quantize(self, exp, rounding=None, context=None):
        exp = _operand(exp)
        context = context or getcontext()
        rounding = rounding or context.rounding
        if rounding not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        if context is _current:
            result = _core.quantized(self, exp, rounding)
            if result is not None:
                return result
        if self._special or exp._special:
            found = self._nan(exp, context)
            if found is not None:
                return found
            if self._special and exp._special:
                return self
            return context._signal(InvalidOperation)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._signal(InvalidOperation)
        if not self._int:
            return _make(self._sign, 0, exp._exp)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return context._signal(InvalidOperation)
        result = self._rescale(exp._exp, rounding)
        if result.adjusted() > context.Emax or _digits(result._int) > context.prec:
            return context._signal(InvalidOperation)
        if result._int and result.adjusted() < context.Emin:
            context._signal(Subnormal, self)
        if result._exp > self._exp:
            context._signals((Inexact, Rounded) if result != self else (Rounded,), self)
        return result._fix(context)

    def to_integral_value(self, rounding=None, context=None):
        context = context or getcontext()
        if self._special:
            found = self._nan(None, context)
            return self if found is None else found
        if self._exp >= 0:
            return self
        return self._rescale(0, rounding or context.rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        if self._special:
            found = self._nan(None, context)
            return self if found is None else found
        if self._exp >= 0:
            return self
        if not self._int:
            return _make(self._sign, 0, 0)
        result = self._rescale(0, rounding or context.rounding)
        context._signals((Inexact, Rounded) if result != self else (Rounded,), self)
        return result

    def normalize(self, context=None):
        context = context or getcontext()
        found = self._nan(None, context)
        if found is not None:
            return found
        result = self._fix(context)
        if result._special:
            return result
        if not result._int:
            return _make(result._sign, 0, 0)
        top = context.Etop() if context.clamp else context.Emax
        coefficient, exponent = result._int, result._exp
        while exponent < top and coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(result._sign, coefficient, exponent)

    def same_quantum(self, other, context=None):
        other = _operand(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._special)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return _make(_operand(other)._sign, self._int, self._exp, self._special)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return (self.__class__, (str(self),))

    def scaleb(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        found = self._nan(other, context)
        if found is not None:
            return found
        limit = 2 * (context.Emax + context.prec)
        if other._special or other._exp != 0 or not -limit <= int(other) <= limit:
            return context._signal(InvalidOperation)
        if self._special:
            return self
        return _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def logb(self, context=None):
        context = context or getcontext()
        found = self._nan(None, context)
        if found is not None:
            return found
        if self._special:
            return _make(0, 0, 0, "F")
        if not self:
            return context._signal(DivisionByZero, _make(1, 0, 0, "F"))
        return Decimal(self.adjusted())._fix(context)

    def _count(self, other, context):
        found = self._nan(other, context)
        if found is not None:
            return found
        if other._special or other._exp != 0 or not -context.prec <= int(other) <= context.prec:
            return context._signal(InvalidOperation)
        return None

    def shift(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        found = self._count(other, context)
        if found is not None or self._special:
            return self if found is None else found
        n = int(other)
        coefficient = self._int * 10 ** n if n >= 0 else self._int // 10 ** -n
        return _make(self._sign, coefficient % 10 ** context.prec, self._exp)

    def rotate(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        found = self._count(other, context)
        if found is not None or self._special:
            return self if found is None else found
        digits = _text(self._int).rjust(context.prec, "0")[-context.prec:]
        n = int(other) % context.prec
        return _make(self._sign, _number(digits[n:] + digits[:n]), self._exp)

    def _logical(self, other, context, operation):
        context = context or getcontext()
        texts = []
        for operand in (self, other):
            if operand._special or operand._sign or operand._exp or set(_text(operand._int)) - {"0", "1"}:
                return context._signal(InvalidOperation)
            texts.append(_text(operand._int).rjust(context.prec, "0")[-context.prec:])
        return _make(0, int("".join(str(operation(int(a), int(b))) for a, b in zip(*texts))), 0)

    def logical_and(self, other, context=None):
        return self._logical(_operand(other), context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        return self._logical(_operand(other), context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        return self._logical(_operand(other), context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        context = context or getcontext()
        return self.logical_xor(_make(0, int("1" * context.prec), 0), context)

    def next_minus(self, context=None):
        return self._next(context, ROUND_FLOOR, -1)

    def next_plus(self, context=None):
        return self._next(context, ROUND_CEILING, 1)

    def _next(self, context, rounding, direction):
        context = context or getcontext()
        found = self._nan(None, context)
        if found is not None:
            return found
        if self._special:
            if (self._sign == 1) == (direction == -1):
                return self
            return _make(self._sign, 10 ** context.prec - 1, context.Etop())
        context = context.copy()
        context.rounding = rounding
        context.clear_traps()
        result = self._fix(context)
        if result != self:
            return result
        return self._add(_make(1 if direction < 0 else 0, 1, context.Etiny() - 1), context)

    def next_toward(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        found = self._nan(other, context)
        if found is not None:
            return found
        order = self._order(other)
        if order == 0:
            return self.copy_sign(other)
        result = self.next_plus(context) if order < 0 else self.next_minus(context)
        if result._special:
            context._signals((Overflow, Inexact, Rounded), result)
        elif result.adjusted() < context.Emin:
            context._signals((Underflow, Subnormal, Inexact, Rounded), result)
            if not result:
                context._signal(Clamped, result)
        return result

    # Functions.

    def sqrt(self, context=None):
        context = context or getcontext()
        found = self._nan(None, context)
        if found is not None:
            return found
        if self._special and not self._sign:
            return self
        if not self:
            return _make(self._sign, 0, self._exp >> 1)._fix(context)
        if self._sign:
            return context._signal(InvalidOperation)
        places = context.prec + 1
        exponent = self._exp >> 1
        coefficient = self._int * 10 if self._exp & 1 else self._int
        length = (_digits(coefficient) + 1) >> 1
        shift = places - length
        if shift >= 0:
            coefficient *= 100 ** shift
            exact = True
        else:
            coefficient, rest = divmod(coefficient, 100 ** -shift)
            exact = not rest
        exponent -= shift
        root = _math.isqrt(coefficient)
        exact = exact and root * root == coefficient
        if exact:
            if shift >= 0:
                root //= 10 ** shift
            else:
                root *= 10 ** -shift
            exponent += shift
        elif root % 5 == 0:
            root += 1
        saved = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return _make(0, root, exponent)._fix(context)
        finally:
            context.rounding = saved

    def _transcendental(self, context, function):
        """A function's value, with as many digits as rounding it needs."""
        extra = 3
        while True:
            sign, coefficient, exponent = function(context.prec + extra)
            if coefficient and coefficient % (5 * 10 ** max(_digits(coefficient) - context.prec - 1, 0)):
                break
            extra += 3
        saved = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return _make(sign, coefficient, exponent)._fix(context)
        finally:
            context.rounding = saved

    def exp(self, context=None):
        context = context or getcontext()
        found = self._nan(None, context)
        if found is not None:
            return found
        if self._special:
            return _make(0, 0, 0) if self._sign else self
        if not self:
            return Decimal(1)
        if self.adjusted() > 20 or abs(int(self)) > 3 * max(context.Emax, -context.Etiny()):
            return _make(0, 1, (1 if not self._sign else -1) * (10 * max(context.Emax, -context.Etiny()) + 10)
                         )._fix(context)
        if self.adjusted() < -context.prec - 2:
            # 1 and a little: a last digit that rounds rightly.
            places = context.prec + 1
            value = 10 ** places + 1 if not self._sign else 10 ** (places + 1) - 1
            return _make(0, value, -places if not self._sign else -places - 1)._fix(context)
        return self._transcendental(context, lambda places: (0, *_exp_digits(self, places)))

    def ln(self, context=None):
        context = context or getcontext()
        return self._logarithm(context, lambda places: _ln_digits(self, places))

    def log10(self, context=None):
        context = context or getcontext()
        if not self._special and not self._sign and self._int:
            digits = _text(self._int)
            if digits[0] == "1" and not digits[1:].strip("0"):
                return Decimal(self._exp + len(digits) - 1)._fix(context)
        return self._logarithm(context, lambda places: _log10_digits(self, places))

    def _logarithm(self, context, function):
        found = self._nan(None, context)
        if found is not None:
            return found
        if not self:
            return _make(1, 0, 0, "F")
        if self._sign:
            return context._signal(InvalidOperation)
        if self._special:
            return self
        if self == 1:
            return Decimal(0)
        return self._transcendental(context, function)


class _Scaled:
    """A quotient that a Decimal is compared with."""

    def __init__(self, value):
        self.numerator, self.denominator = value.numerator, value.denominator


def _overflowed(context, sign):
    rounding = context.rounding
    stays = (rounding in (ROUND_DOWN, ROUND_05UP) or rounding == ROUND_CEILING and sign
             or rounding == ROUND_FLOOR and not sign)
    if stays:
        return _make(sign, 10 ** context.prec - 1, context.Etop())
    return _make(sign, 0, 0, "F")


def _grouped(digits, separator, width):
    """Digits in groups of three; zeros in front up to a width."""
    while True:
        groups = []
        rest = digits
        while rest:
            groups.insert(0, rest[-3:])
            rest = rest[:-3]
        text = separator.join(groups)
        if len(text) >= width:
            return text
        if len(text) + 1 == width and len(groups[0]) == 3:
            # A separator cannot stand in front.
            return "0" + separator + text
        digits = "0" + digits


def _aligned(sign, body, width, fill, align):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == ">":
        return padding + sign + body
    if align == "=":
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]


def _integer_root(n, k):
    """The whole part of the k-th root."""
    if n < 2:
        return n
    guess = 1 << -(-n.bit_length() // k)
    while True:
        better = ((k - 1) * guess + n // guess ** (k - 1)) // k
        if better >= guess:
            return guess
        guess = better


# Functions on numbers scaled by a power of ten.

def _fixed(value, scale):
    """A Decimal times 10 ** scale, as a whole number."""
    shift = value._exp + scale
    n = value._int * 10 ** shift if shift >= 0 else value._int // 10 ** -shift
    return -n if value._sign else n


def _exp_fixed(x, scale):
    """exp(x / scale) * scale for |x| < scale."""
    halvings = 16
    x = x * (1 << 40) >> halvings
    wide = scale << 40
    total = term = wide
    i = 1
    while term:
        term = term * x // (wide * i)
        if -2 <= term <= 0 and x < 0 and abs(term) <= 1:
            break
        total += term
        i += 1
    for _ in range(halvings):
        total = total * total // wide
    return total >> 40


_LN10 = {}


def _ln_fixed(n, d, scale):
    """log(n / d) * scale."""
    # n / d = m * 2 ** k with m near 1, then log m = 2 artanh((m - 1) / (m + 1)).
    k = n.bit_length() - d.bit_length()
    if k >= 0:
        d <<= k
    else:
        n <<= -k
    if 2 * n < d * 1:
        n <<= 1
        k -= 1
    # Square roots bring the argument nearer to 1.
    wide = scale << 64
    m = n * wide // d
    roots = 0
    for _ in range(8):
        m = _math.isqrt(m * wide)
        roots += 1
    total = _artanh(m - wide, m + wide, wide) << (roots + 1)
    if k:
        total += k * _ln2(wide)
    return total >> 64


def _artanh(n, d, scale):
    x = n * scale // d
    square = x * x // scale
    total = term = x
    i = 3
    while term and term != -1:
        term = term * square // scale
        total += term // i
        i += 2
    return total


_LN2 = {}


def _ln2(scale):
    known = _LN2.get(scale)
    if known is None:
        # 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749)
        known = _LN2[scale] = (18 * _artanh(1, 26, scale) - 2 * _artanh(1, 4801, scale)
                               + 8 * _artanh(1, 8749, scale))
    return known


def _ln10(scale):
    known = _LN10.get(scale)
    if known is None:
        known = _LN10[scale] = _ln_fixed(10, 1, scale)
    return known


def _exp_digits(value, places):
    """Coefficient and exponent of exp(value) with about `places` digits."""
    extra = max(0, value.adjusted()) + 6
    scale = 10 ** (places + extra)
    x = _fixed(value, places + extra)
    power, rest = divmod(x, _ln10(scale))
    result = _exp_fixed(rest // 4, scale)
    result = result * result // scale
    result = result * result // scale
    cut = 10 ** (_digits(result) - places)
    return result // cut, power + _digits(cut) - 1 - places - extra


def _ratio(value):
    return (value._int * 10 ** value._exp, 1) if value._exp >= 0 else (value._int, 10 ** -value._exp)


def _ln_digits(value, places):
    """Sign, coefficient and exponent of log(value)."""
    small = abs(value - 1).adjusted() if abs(value.adjusted()) <= 1 else 0
    extra = max(0, -small) + 6
    scale = 10 ** (places + extra)
    adjusted = value.adjusted()
    mantissa = _make(0, value._int, value._exp - adjusted) if abs(adjusted) > 1 else value
    result = _ln_fixed(*_ratio(mantissa), scale)
    if mantissa is not value:
        result += adjusted * _ln10(scale)
    return 1 if result < 0 else 0, abs(result) // 1000, 3 - places - extra


def _log10_digits(value, places):
    small = abs(value - 1).adjusted() if abs(value.adjusted()) <= 1 else 0
    extra = max(0, -small) + 8
    scale = 10 ** (places + extra)
    adjusted = value.adjusted()
    mantissa = _make(0, value._int, value._exp - adjusted) if abs(adjusted) > 1 else value
    result = _ln_fixed(*_ratio(mantissa), scale) * scale // _ln10(scale)
    if mantissa is not value:
        result += adjusted * scale
    return 1 if result < 0 else 0, abs(result) // 1000, 3 - places - extra


def _power_digits(coefficient, exponent, other, places):
    """Coefficient and exponent of (c * 10 ** e) ** other."""
    base = _make(0, coefficient, exponent)
    extra = max(0, other.adjusted()) + max(0, len(str(abs(base.adjusted())))) + 10
    small = abs(base - 1).adjusted() if abs(base.adjusted()) <= 1 else 0
    extra += max(0, -small)
    scale = 10 ** (places + extra)
    adjusted = base.adjusted()
    mantissa = _make(0, base._int, base._exp - adjusted)
    logarithm = _ln_fixed(*_ratio(mantissa), scale) + adjusted * _ln10(scale)
    n, d = _ratio(other)
    product = logarithm * n // d
    if other._sign:
        product = -product
    power, rest = divmod(product, _ln10(scale))
    result = _exp_fixed(rest // 4, scale)
    result = result * result // scale
    result = result * result // scale
    cut = 10 ** (_digits(result) - places)
    return result // cut, power + _digits(cut) - 1 - places - extra


_core.install(Decimal)
_NAN = _make(0, 0, 0, "n")
_numbers.Number.register(Decimal)

DefaultContext = Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, Overflow, InvalidOperation],
                         flags=[], Emax=999999, Emin=-999999, capitals=1, clamp=0)
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])
