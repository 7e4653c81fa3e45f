"""Shallow and deep copies."""

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error
_atomic = (int, float, bool, str, bytes, complex, type(None), type(...), type(NotImplemented), range, slice, property,
           type(len), type(lambda: None), type)


def _is_atomic(x):
    cls = type(x)
    return cls in _atomic or isinstance(x, type)


def _rebuild(x, cls):
    made = cls.__new__(cls)
    return made


def _state(x):
    state = dict(getattr(x, "__dict__", {}))
    for base in type(x).__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                state[name] = getattr(x, name)
    return state


def copy(x):
    """A copy whose parts are those of the original."""
    cls = type(x)
    if _is_atomic(x) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _reconstruct(x, cls, lambda value: value, None)


def deepcopy(x, memo=None, _nil=[]):
    """A copy whose parts are copies too; memo remembers what was copied already."""
    if _is_atomic(x):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    cls = type(x)
    if cls is list:
        made = memo[key] = []
        for value in x:
            made.append(deepcopy(value, memo))
    elif cls is dict:
        made = memo[key] = {}
        for name, value in x.items():
            made[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        values = [deepcopy(value, memo) for value in x]
        if key in memo:
            return memo[key]
        if all(a is b for a, b in zip(x, values)):
            return x
        made = tuple(values)
    elif cls is set or cls is frozenset:
        made = cls([deepcopy(value, memo) for value in x])
    else:
        method = getattr(x, "__deepcopy__", None)
        if method is not None:
            made = method(memo)
        elif cls.__name__ == "method" and hasattr(x, "__func__"):
            made = type(x)(x.__func__, deepcopy(x.__self__, memo))
        else:
            made = _reconstruct(x, cls, lambda value: deepcopy(value, memo), memo)
    if made is not x:
        memo[key] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def _reconstruct(x, cls, convert, memo):
    if cls.__name__ in ("generator", "module"):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    if isinstance(x, BaseException):
        made = cls.__new__(cls, *[convert(value) for value in x.args])
    elif isinstance(x, tuple):
        made = cls.__new__(cls, *[convert(v) for v in x]) if hasattr(x, "_fields") else cls.__new__(cls, [convert(v) for v in x])
    elif isinstance(x, (int, float, str, bytes)):
        for base in cls.__mro__:
            if base in (int, float, str, bytes):
                made = cls.__new__(cls, base(x))
                break
    elif isinstance(x, frozenset):
        made = cls.__new__(cls, [convert(value) for value in x])
    else:
        made = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    if isinstance(x, list):
        for value in x:
            list.append(made, convert(value))
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(made, convert(key), convert(value))
    elif isinstance(x, set):
        for value in x:
            set.add(made, convert(value))
    elif type(x).__name__ == "deque":
        return cls([convert(value) for value in x], x.maxlen)
    setter = getattr(made, "__setstate__", None)
    getter = getattr(cls, "__getstate__", None)
    if setter is not None:
        setter(convert(getter(x) if getter is not None and getter is not getattr(object, "__getstate__", None) else x.__dict__))
    else:
        for name, value in _state(x).items():
            object.__setattr__(made, name, convert(value))
    return made


def replace(obj, /, **changes):
    return obj.__replace__(**changes)
