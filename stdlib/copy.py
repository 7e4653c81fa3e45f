"""Shallow and deep copies."""

from copyreg import dispatch_table
from _weakref import ReferenceType as _Reference

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

# Values that cannot change are their own copies.
_atomic = {int, float, bool, complex, str, bytes, type(None), type(...), type(NotImplemented), range, slice, property,
           type(len), type(lambda: None), type((lambda: None).__code__), type, _Reference}


def _is_atomic(cls):
    return cls in _atomic or issubclass(cls, type)


def copy(x):
    """A copy whose parts are those of the original."""
    cls = type(x)
    if cls in _atomic or cls is tuple or cls is frozenset or issubclass(cls, type):
        return x
    if cls is list or cls is dict or cls is set or cls is bytearray:
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuilt(x, cls, None)


def deepcopy(x, memo=None, _nil=[]):
    """A copy whose parts are copies too; memo remembers what was copied already."""
    cls = type(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    known = memo.get(key, _nil)
    if known is not _nil:
        return known
    if cls is list:
        made = memo[key] = []
        append = made.append
        for value in x:
            append(deepcopy(value, memo))
    elif cls is dict:
        made = memo[key] = {}
        for name, value in x.items():
            made[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        values = [deepcopy(value, memo) for value in x]
        if key in memo:
            return memo[key]
        for a, b in zip(x, values):
            if a is not b:
                made = tuple(values)
                break
        else:
            return x
    elif cls is bytearray:
        made = x.copy()
    else:
        method = getattr(x, "__deepcopy__", None)
        if method is not None:
            made = method(memo)
        elif cls.__name__ == "method" and hasattr(x, "__func__"):
            made = type(x)(x.__func__, deepcopy(x.__self__, memo))
        else:
            made = _rebuilt(x, cls, memo)
    if made is not x:
        memo[key] = made
        # The original lives as long as the memo, so that its id stays its own.
        memo.setdefault(id(memo), []).append(x)
    return made


def _own(cls, name):
    """A method that a class or a base written in the language defines."""
    for base in cls.__mro__:
        if base is object:
            return None
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def _rebuilt(x, cls, memo):
    def convert(value):
        return value if memo is None else deepcopy(value, memo)

    reducer = dispatch_table.get(cls)
    if reducer is not None:
        return _reconstructed(x, reducer(x), memo)
    for name in ("__reduce_ex__", "__reduce__"):
        if _own(cls, name) is not None and not isinstance(x, BaseException):
            return _reconstructed(x, x.__reduce_ex__(4) if name == "__reduce_ex__" else x.__reduce__(), memo)
    if cls.__name__ in ("generator", "module", "TextIOWrapper", "BufferedReader", "BufferedWriter", "lock"):
        shown = f"_io.{cls.__name__}" if cls.__module__ == "_io" else cls.__name__
        raise TypeError(f"cannot pickle '{shown}' object")
    given = getattr(x, "__getnewargs_ex__", None)
    plain = getattr(x, "__getnewargs__", None)
    if given is not None:
        args, kwargs = given()
        made = cls.__new__(cls, *convert(args), **convert(kwargs))
    elif plain is not None and not isinstance(x, (int, float, str, bytes, tuple)):
        made = cls.__new__(cls, *convert(plain()))
    elif isinstance(x, BaseException):
        made = cls.__new__(cls, *[convert(value) for value in x.args])
    elif isinstance(x, tuple):
        if plain is not None:
            made = cls.__new__(cls, *[convert(value) for value in plain()])
        else:
            made = tuple.__new__(cls, [convert(value) for value in x])
    elif isinstance(x, (int, float, complex, str, bytes)):
        base = next(base for base in cls.__mro__ if base in (int, float, complex, str, bytes))
        made = base.__new__(cls, base(x))
    elif isinstance(x, frozenset):
        made = frozenset.__new__(cls, [convert(value) for value in x])
    elif cls.__name__ == "deque":
        return cls([convert(value) for value in x], x.maxlen)
    elif isinstance(x, dict) and hasattr(cls, "default_factory"):
        made = cls(x.default_factory)
    else:
        made = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    getter = _own(cls, "__getstate__")
    if getter is not None:
        state = x.__getstate__()
    else:
        state = getattr(x, "__dict__", None) or None
        slots = {}
        for base in cls.__mro__:
            names = base.__dict__.get("__slots__", ())
            for name in (names,) if isinstance(names, str) else names:
                if name not in ("__dict__", "__weakref__"):
                    if name.startswith("__") and not name.endswith("__"):
                        name = f"_{base.__name__.lstrip('_')}{name}"
                    if hasattr(x, name):
                        slots[name] = getattr(x, name)
        if slots:
            state = (state, slots)
    if state is not None:
        _set_state(made, convert(state))
    # What a class does with its items may need its attributes.
    if isinstance(x, bytearray):
        bytearray.extend(made, x)
    elif isinstance(x, list):
        for value in x:
            made.append(convert(value))
    elif isinstance(x, dict):
        for key, value in x.items():
            made[convert(key)] = convert(value)
    elif isinstance(x, set):
        for value in x:
            set.add(made, convert(value))
    return made


def _set_state(made, state):
    setter = getattr(made, "__setstate__", None)
    if setter is not None:
        setter(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        made.__dict__.update(state)
    for name, value in (slots or {}).items():
        object.__setattr__(made, name, value)


def _reconstructed(x, reduced, memo):
    """What __reduce__ describes: a function, its arguments, the state, items and pairs."""
    if isinstance(reduced, str):
        return x

    def convert(value):
        return value if memo is None else deepcopy(value, memo)

    function, args, *rest = reduced
    state, items, pairs = (rest + [None] * 3)[:3]
    made = function(*[convert(arg) for arg in args])
    if memo is not None:
        memo[id(x)] = made
    if state is not None:
        _set_state(made, convert(state))
    if items is not None:
        for item in items:
            made.append(convert(item))
    if pairs is not None:
        for key, value in pairs:
            made[convert(key)] = convert(value)
    return made
