"""How objects are taken apart for `pickle`."""

__all__ = ["add_extension", "clear_extension_cache", "constructor", "pickle", "remove_extension"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def _pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, _pickle_complex)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(type(int | str), pickle_union)
pickle(type(str.upper), lambda method: (getattr, (method.__objclass__, method.__name__)))
pickle(type(list[int]), lambda obj: (type(obj), (obj.__origin__, obj.__args__)))


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


_REFUSED = ("generator", "module", "frame", "traceback", "TextIOWrapper", "BufferedReader", "BufferedWriter",
            "_thread.lock", "Match")
_VALUES = (int, float, complex, str, bytes, tuple, frozenset)
_MAKERS = {range: lambda r: (range, (r.start, r.stop, r.step)), slice: lambda s: (slice, (s.start, s.stop, s.step)),
           property: None, bytearray: lambda b: (bytearray, (bytes(b),))}


def _slotnames(cls):
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{base.__name__.lstrip('_')}{name}"
            names.append(name)
    return names


def _state(obj):
    getter = getattr(type(obj), "__getstate__", None)
    if getter is not None and getter is not getattr(object, "__getstate__", None):
        return obj.__getstate__()
    return _default_state(obj)


def _default_state(obj):
    """What `object.__getstate__` answers."""
    state = getattr(obj, "__dict__", None)
    state = dict(state) if state else None
    slots = {name: getattr(obj, name) for name in _slotnames(type(obj)) if hasattr(obj, name)
             and not (state and name in state)}
    return (state, slots) if slots else state


def _date_parts(obj):
    """The arguments that make a date, time or duration again."""
    names = {"date": "year month day", "time": "hour minute second microsecond tzinfo",
             "datetime": "year month day hour minute second microsecond tzinfo",
             "timedelta": "days seconds microseconds"}
    for cls in type(obj).__mro__:
        if cls.__module__ == "datetime" and cls.__name__ in names:
            return tuple(getattr(obj, name) for name in names[cls.__name__].split())
    return None


def _reduced_native(obj, cls):
    """The parts of objects whose classes do not tell them."""
    if hasattr(cls, "_member_map_"):
        return cls, (obj._value_,)
    if cls.__name__ == "Pattern" and cls.__module__ == "re":
        import re
        return re.compile, (obj.pattern, obj.flags)
    modules = {base.__module__ for base in cls.__mro__}
    if "datetime" in modules:
        parts = _date_parts(obj)
        if parts is not None:
            return cls, parts
        if cls.__name__ == "timezone":
            return cls, (obj.utcoffset(None), obj.tzname(None))
    if "collections" in modules:
        from collections import OrderedDict, defaultdict, deque
        if isinstance(obj, deque):
            return cls, ((), obj.maxlen) if obj.maxlen is not None else (), _state(obj), iter(obj)
        if isinstance(obj, defaultdict):
            return cls, (obj.default_factory,), None, None, iter(obj.items())
        if isinstance(obj, OrderedDict):
            return cls, (), _state(obj), None, iter(obj.items())
    return None


def _reduced(obj, protocol):
    """What `object.__reduce_ex__` answers."""
    cls = type(obj)
    maker = _MAKERS.get(cls)
    if maker is not None:
        return maker(obj)
    found = _reduced_native(obj, cls)
    if found is not None:
        return found
    if isinstance(obj, BaseException):
        state = {key: value for key, value in obj.__dict__.items()}
        return (cls, obj.args, state) if state else (cls, obj.args)
    if cls.__name__ in ("method", "builtin_function_or_method") and hasattr(obj, "__func__"):
        return getattr, (obj.__self__, obj.__func__.__name__)
    if cls.__name__ in _REFUSED or cls.__name__.endswith("_iterator"):
        name = cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"
        raise TypeError(f"cannot pickle '{name}' object")
    args, kwargs = (), {}
    if hasattr(obj, "__getnewargs_ex__"):
        args, kwargs = obj.__getnewargs_ex__()
    elif hasattr(obj, "__getnewargs__"):
        args = obj.__getnewargs__()
    else:
        for base in _VALUES:
            if isinstance(obj, base):
                args = (base(obj),)
                break
    listitems = iter(obj) if isinstance(obj, list) else None
    dictitems = iter(obj.items()) if isinstance(obj, dict) else None
    if isinstance(obj, set):
        return cls, (list(obj),), _state(obj)
    if protocol < 2:
        for base in _VALUES + (list, dict):
            if isinstance(obj, base):
                return _reconstructor, (cls, base, base(obj)), _state(obj)
        return _reconstructor, (cls, object, None), _state(obj)
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), _state(obj), listitems, dictitems
    return __newobj__, (cls, *args), _state(obj), listitems, dictitems


def add_extension(module, name, code):
    raise NotImplementedError("Gradus has no extension codes of pickle")


remove_extension = add_extension


def clear_extension_cache():
    pass
