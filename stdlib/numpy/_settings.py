"""Printing, error handling and facts about types."""

import _numpy
from _numpy import asarray

__all__ = [
    "printoptions", "array2string", "array_repr", "array_str", "format_float_positional", "format_float_scientific",
    "seterr", "geterr", "errstate", "finfo", "iinfo", "issubdtype", "isdtype", "can_cast", "promote_types", "common_type",
    "min_scalar_type", "get_include", "show_config", "info", "binary_repr", "base_repr", "mintypecode", "typename",
    "seterrcall", "geterrcall", "setbufsize", "getbufsize", "isfortran",
]


class printoptions:
    """Printing options for a with statement."""

    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs

    def __enter__(self):
        self.old = _numpy.get_printoptions()
        _numpy.set_printoptions(*self.args, **self.kwargs)
        return _numpy.get_printoptions()

    def __exit__(self, *exc):
        _numpy.set_printoptions(**self.old)


def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=" ", prefix="", *,
                 formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix="", legacy=None):
    """The elements of an array as text."""
    a = asarray(a)
    if formatter is not None:
        return _formatted(a, formatter, separator)
    options = dict(linewidth=max_line_width, precision=precision, suppress=suppress_small, threshold=threshold,
                   edgeitems=edgeitems, sign=sign, floatmode=floatmode)
    with printoptions(**{name: value for name, value in options.items() if value is not None}):
        return _numpy.elements_text(a, separator, prefix, suffix)


def _formatted(a, formatter, separator):
    kinds = {"f": ("float", "float_kind"), "i": ("int", "int_kind"), "u": ("int", "int_kind"), "b": ("bool",),
             "U": ("numpystr", "str_kind"), "O": ("object",)}
    function = formatter.get("all")
    for name in kinds[a.dtype.kind]:
        function = formatter.get(name, function)
    if function is None:
        return _numpy.elements_text(a, separator)

    def write(part, indent):
        if part.ndim == 0:
            return function(part[()])
        inner = indent + " "
        if part.ndim == 1:
            return "[" + separator.join(function(item) for item in part) + "]"
        gap = separator.rstrip() + "\n" * (part.ndim - 1) + inner
        return "[" + gap.join(write(row, inner) for row in part) + "]"
    return write(a, "")


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    options = dict(linewidth=max_line_width, precision=precision, suppress=suppress_small)
    with printoptions(**{name: value for name, value in options.items() if value is not None}):
        return repr(arr)


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    options = dict(linewidth=max_line_width, precision=precision, suppress=suppress_small)
    with printoptions(**{name: value for name, value in options.items() if value is not None}):
        return str(a)


def format_float_positional(x, precision=None, unique=True, fractional=True, trim="k", sign=False, pad_left=None,
                            pad_right=None, min_digits=None):
    """A number without an exponent."""
    whole, part = _numpy.positional_text(x, 400 if precision is None else precision, unique)
    if precision is not None and trim == "k" and not unique:
        part = part + "0" * (precision - len(part))
    if min_digits is not None:
        part = part + "0" * (min_digits - len(part))
    if trim in ("0", "-", "."):
        part = part.rstrip("0") if min_digits is None else part
    if trim == "0" and not part:
        part = "0"
    text = whole + "." + part
    if trim == "-" and not part:
        text = whole
    text = ("+" if sign and x >= 0 else "") + text
    whole = text.partition(".")[0]
    text = " " * ((pad_left or 0) - len(whole)) + text
    return text + " " * ((pad_right or 0) - len(text.partition(".")[2]))


def format_float_scientific(x, precision=None, unique=True, trim="k", sign=False, pad_left=None, exp_digits=None,
                            min_digits=None):
    """A number with an exponent."""
    if not _numpy.isfinite(x):
        return ("+" if sign and x > 0 else "") + str(float(x))
    digits = precision if precision is not None else max(0, len(repr(float(x)).replace(".", "").split("e")[0].strip("-0")) - 1)
    text = f"{float(x):.{digits}e}"
    mantissa, exponent = text.split("e")
    if unique and "." in mantissa:
        mantissa = mantissa.rstrip("0")
    if "." not in mantissa:
        mantissa += "."
    if trim == "-":
        mantissa = mantissa.rstrip(".")
    elif trim == "0" and mantissa.endswith("."):
        mantissa += "0"
    return ("+" if sign and x >= 0 else "") + mantissa + "e" + exponent


_kinds = ("divide", "over", "under", "invalid")


def geterr():
    return {kind: _numpy.error_action(kind) for kind in _kinds}


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    """What happens where results are no numbers; the old settings come back."""
    old = geterr()
    for kind, action in zip(_kinds, (divide, over, under, invalid)):
        action = all if action is None else action
        if action is not None:
            _numpy.error_action(kind, action)
    return old


class errstate:
    """seterr for a with statement, or for a function."""

    def __init__(self, *, call=None, all=None, divide=None, over=None, under=None, invalid=None):
        self.settings = dict(all=all, divide=divide, over=over, under=under, invalid=invalid)

    def __enter__(self):
        self.old = seterr(**self.settings)

    def __exit__(self, *exc):
        seterr(**self.old)

    def __call__(self, function):
        def inner(*args, **kwargs):
            with errstate(**self.settings):
                return function(*args, **kwargs)
        return inner


def seterrcall(func):
    return None


def geterrcall():
    return None


def setbufsize(size):
    return 8192


def getbufsize():
    return 8192


class finfo:
    """Facts about a float type."""

    _facts = {
        "float16": (10, 5, 16, 3, 65504.0, 6.104e-05, 6e-08),
        "float32": (23, 8, 32, 6, 3.4028234663852886e38, 1.1754943508222875e-38, 1.401298464324817e-45),
        "float64": (52, 11, 64, 15, 1.7976931348623157e308, 2.2250738585072014e-308, 5e-324),
    }

    def __init__(self, dtype):
        if isinstance(dtype, (float, int)) or _numpy.is_scalar(dtype) or isinstance(dtype, _numpy.ndarray):
            dtype = asarray(dtype).dtype
        self.dtype = _numpy.dtype(dtype)
        if self.dtype.name not in self._facts:
            raise ValueError(f"data type {dtype!r} not inexact")
        self.nmant, self.nexp, self.bits, self.precision, largest, tiny, least = self._facts[self.dtype.name]
        kind = self.dtype.type
        self.max, self.min = kind(largest), kind(-largest)
        self.tiny = self.smallest_normal = kind(2.0 ** (2 - 2 ** (self.nexp - 1)))
        self.smallest_subnormal = kind(2.0 ** (2 - 2 ** (self.nexp - 1) - self.nmant))
        self.eps, self.epsneg = kind(2.0 ** -self.nmant), kind(2.0 ** (-self.nmant - 1))
        self.resolution = kind(10.0 ** -self.precision)
        self.maxexp, self.minexp = 2 ** (self.nexp - 1), 2 - 2 ** (self.nexp - 1)
        self.iexp, self.machep, self.negep = self.nexp, -self.nmant, -self.nmant - 1

    def __repr__(self):
        return (f"finfo(resolution={self.resolution!s}, min={self.min!s}, max={self.max!s}, dtype={self.dtype})")

    def __str__(self):
        line = "-" * 63
        return (
            f"Machine parameters for {self.dtype}\n{line}\n"
            f"precision = {self.precision:3}   resolution = {self.resolution!s}\n"
            f"machep = {self.machep:6}   eps =        {self.eps!s}\n"
            f"negep =  {self.negep:6}   epsneg =     {self.epsneg!s}\n"
            f"minexp = {self.minexp:6}   tiny =       {self.tiny!s}\n"
            f"maxexp = {self.maxexp:6}   max =        {self.max!s}\n"
            f"nexp =   {self.nexp:6}   min =        -max\n"
            f"smallest_normal = {self.smallest_normal!s}   smallest_subnormal = {self.smallest_subnormal!s}\n{line}\n")


class iinfo:
    """The range of an integer type."""

    def __init__(self, type):
        if isinstance(type, int) or _numpy.is_scalar(type):
            type = asarray(type).dtype
        self.dtype = _numpy.dtype(type)
        self.kind, self.bits = self.dtype.kind, self.dtype.itemsize * 8
        if self.kind not in "iu":
            raise ValueError(f"Invalid integer data type {self.kind!r}.")
        self.min = 0 if self.kind == "u" else -(1 << self.bits - 1)
        self.max = (1 << self.bits) - 1 if self.kind == "u" else (1 << self.bits - 1) - 1

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"

    def __str__(self):
        line = "-" * 63
        return f"Machine parameters for {self.dtype}\n{line}\nmin = {self.min}\nmax = {self.max}\n{line}\n"


def _scalar_type(value):
    if isinstance(value, type) and issubclass(value, _numpy.generic):
        return value
    return _numpy.dtype(value).type


def issubdtype(arg1, arg2):
    """Whether a type is of a kind: issubdtype(x.dtype, np.floating)."""
    first = _scalar_type(arg1)
    return issubclass(first, _scalar_type(arg2))


def isdtype(dtype, kind):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    groups = {"bool": "b", "signed integer": "i", "unsigned integer": "u", "integral": "iu", "real floating": "f",
              "complex floating": "c", "numeric": "iufc"}
    for one in kinds:
        if isinstance(one, str) and one in groups:
            if _numpy.dtype(dtype).kind in groups[one]:
                return True
        elif _numpy.dtype(dtype) == one:
            return True
    return False


def can_cast(from_, to, casting="safe"):
    first, second = _numpy.dtype(from_), _numpy.dtype(to)
    if casting == "unsafe":
        return True
    if casting in ("no", "equiv"):
        return first == second
    if casting == "same_kind":
        order = "biuf"
        return _numpy.can_cast_safely(first, second) or ("iuf".find(second.kind) >= 0 and {
            "b": 0, "u": 1, "i": 1, "f": 2}[first.kind] <= {"b": 0, "u": 1, "i": 1, "f": 2}[second.kind]
            and not (first.kind == "i" and second.kind == "u"))
    return _numpy.can_cast_safely(first, second)


def promote_types(type1, type2):
    return _numpy.result_type(_numpy.dtype(type1), _numpy.dtype(type2))


def common_type(*arrays):
    result = _numpy.result_type(*[asarray(a).dtype for a in arrays])
    return result.type if result.kind == "f" else _numpy.float64


def min_scalar_type(a):
    return asarray(a).dtype


def isfortran(a):
    return a._is_f_contiguous and not a._is_contiguous


def get_include():
    return ""


def show_config(mode="stdout"):
    print("Gradus: arrays over its own tensors")


def info(object=None, *args, **kwargs):
    print(getattr(object, "__doc__", "") or "")


def mintypecode(typechars, typeset="GDFgdf", default="d"):
    return default


def typename(char):
    return {"?": "bool", "b": "signed char", "B": "unsigned char", "h": "short", "i": "integer", "l": "long integer",
            "f": "single precision", "d": "double precision"}.get(char, char)


def binary_repr(num, width=None):
    """An integer in base two; negative ones in two's complement of a width."""
    if num < 0:
        if width is None:
            return "-" + bin(-num)[2:]
        return bin((1 << width) + int(num))[2:].rjust(width, "1")
    text = bin(int(num))[2:]
    return text if width is None else text.zfill(width)


def base_repr(number, base=2, padding=0):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    n, text = abs(int(number)), ""
    while n:
        n, digit = divmod(n, base)
        text = digits[digit] + text
    text = "0" * padding + text if text else "0" * (padding or 1)
    return ("-" if number < 0 else "") + text
