"""Methods of texts, element by element, with broadcasting (`numpy.char`, `numpy.strings`)."""

from _numpy import array, asarray, empty
from numpy._shapes import broadcast_arrays

__all__ = [
    "add", "capitalize", "center", "compare_chararrays", "count", "endswith", "equal", "expandtabs", "find", "greater",
    "greater_equal", "index", "isalnum", "isalpha", "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle",
    "isupper", "join", "less", "less_equal", "ljust", "lower", "lstrip", "mod", "multiply", "not_equal", "partition",
    "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "slice", "split", "splitlines", "startswith",
    "str_len", "strip", "swapcase", "title", "translate", "upper", "zfill",
]


def _texts(a):
    a = asarray(a)
    if a.dtype.kind not in "UO":
        raise TypeError("string operation on non-string array")
    return a


def _each(function, kind, *operands):
    """`function` of the elements of all operands; a `kind` of str, bool, int or object."""
    arrays = broadcast_arrays(*[asarray(operand) for operand in operands])
    columns = [a.ravel().tolist() for a in arrays]
    results = [function(*items) for items in zip(*columns)]
    shape = arrays[0].shape
    if kind is object:
        made = empty(len(results), dtype=object)
        for i, result in enumerate(results):
            made[i] = result
        made = made.reshape(shape)
        return made[()] if shape == () else made
    made = array(results, dtype="<U1" if kind is str and not results else kind).reshape(shape)
    return made[()] if shape == () and kind is not str else made


def _method(name, kind):
    """A method of str that takes nothing besides."""
    function = getattr(str, name)

    def call(a):
        return _each(function, kind, _texts(a))
    call.__name__ = call.__qualname__ = name
    call.__doc__ = f"`str.{name}` of every element."
    return call


for _name in ("capitalize", "lower", "swapcase", "title", "upper"):
    globals()[_name] = _method(_name, str)
for _name in ("isalnum", "isalpha", "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper"):
    globals()[_name] = _method(_name, bool)
del _name


def _stripped(name):
    function = getattr(str, name)

    def call(a, chars=None):
        if chars is None:
            return _each(function, str, _texts(a))
        return _each(function, str, _texts(a), chars)
    call.__name__ = call.__qualname__ = name
    return call


strip, lstrip, rstrip = _stripped("strip"), _stripped("lstrip"), _stripped("rstrip")


def _sought(name, kind):
    function = getattr(str, name)

    def call(a, sub, start=0, end=None):
        if end is None:
            return _each(function, kind, _texts(a), sub, start)
        return _each(function, kind, _texts(a), sub, start, end)
    call.__name__ = call.__qualname__ = name
    return call


count, find, rfind, index, rindex = [_sought(name, int) for name in ("count", "find", "rfind", "index", "rindex")]
startswith, endswith = _sought("startswith", bool), _sought("endswith", bool)


def str_len(a):
    """The number of characters."""
    return _each(len, int, _texts(a))


def add(x1, x2):
    """One text behind the other."""
    return _each(lambda p, q: p + q, str, _texts(x1), _texts(x2))


def multiply(a, i):
    """Each text so many times; none for negative numbers."""
    if asarray(i).dtype.kind not in "iu":
        raise TypeError(f"unsupported type {asarray(i).dtype} for operand 'i'")
    return _each(lambda text, n: text * n, str, _texts(a), i)


def mod(a, values):
    """`%` with a value, or a tuple of them, for each text."""
    if isinstance(values, tuple):
        return _each(lambda text: text % values, str, _texts(a))
    return _each(lambda text, value: text % (value,), str, _texts(a), values)


def center(a, width, fillchar=" "):
    return _each(lambda text, n, fill: _centered(text, n, fill), str, _texts(a), width, fillchar)


def _centered(text, width, fill):
    # The odd place goes to the right.
    room = max(width - len(text), 0)
    return fill * (room // 2) + text + fill * (room - room // 2)


def ljust(a, width, fillchar=" "):
    return _each(str.ljust, str, _texts(a), width, fillchar)


def rjust(a, width, fillchar=" "):
    return _each(str.rjust, str, _texts(a), width, fillchar)


def zfill(a, width):
    return _each(str.zfill, str, _texts(a), width)


def expandtabs(a, tabsize=8):
    return _each(str.expandtabs, str, _texts(a), tabsize)


def replace(a, old, new, count=-1):
    return _each(str.replace, str, _texts(a), old, new, count)


def translate(a, table, deletechars=None):
    return _each(lambda text: text.translate(table), str, _texts(a))


def join(sep, seq):
    """`sep` between the characters of each text."""
    return _each(lambda s, text: s.join(text), str, _texts(sep), seq)


def split(a, sep=None, maxsplit=None):
    return _each(lambda text: text.split(sep, -1 if maxsplit is None else maxsplit), object, _texts(a))


def rsplit(a, sep=None, maxsplit=None):
    return _each(lambda text: text.rsplit(sep, -1 if maxsplit is None else maxsplit), object, _texts(a))


def splitlines(a, keepends=False):
    return _each(lambda text: text.splitlines(bool(keepends)), object, _texts(a))


def _parted(name):
    function = getattr(str, name)

    def call(a, sep):
        parts = _each(function, object, _texts(a), sep)
        if isinstance(parts, tuple):
            return array(parts)
        return array([list(part) for part in parts.ravel().tolist()]).reshape(parts.shape + (3,))
    call.__name__ = call.__qualname__ = name
    return call


partition, rpartition = _parted("partition"), _parted("rpartition")


def slice(a, start=None, stop=None, step=None):
    """`text[start:stop:step]` of every element; one number alone is the stop."""
    if stop is None and start is not None:
        start, stop = None, start
    return _each(lambda text: text[start:stop:step], str, _texts(a))


def _compared(name, holds):
    def call(x1, x2):
        # Blanks at the end do not count here.
        return _each(lambda p, q: holds(p.rstrip(), q.rstrip()), bool, _texts(x1), _texts(x2))
    call.__name__ = call.__qualname__ = name
    return call


equal = _compared("equal", lambda p, q: p == q)
not_equal = _compared("not_equal", lambda p, q: p != q)
less = _compared("less", lambda p, q: p < q)
less_equal = _compared("less_equal", lambda p, q: p <= q)
greater = _compared("greater", lambda p, q: p > q)
greater_equal = _compared("greater_equal", lambda p, q: p >= q)


def compare_chararrays(a1, a2, cmp, rstrip):
    """A comparison by its sign."""
    tests = {"==": lambda p, q: p == q, "!=": lambda p, q: p != q, "<": lambda p, q: p < q, "<=": lambda p, q: p <= q,
             ">": lambda p, q: p > q, ">=": lambda p, q: p >= q}
    if cmp not in tests:
        raise ValueError("comparison must be '==', '!=', '<', '>', '<=', '>='")
    strip_ends = str.rstrip if rstrip else lambda text: text
    return _each(lambda p, q: tests[cmp](strip_ends(p), strip_ends(q)), bool, _texts(a1), _texts(a2))
