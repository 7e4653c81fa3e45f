"""Functions that act on or return other functions."""

from types import GenericAlias as _GenericAlias
from types import MappingProxyType as _MappingProxyType
from types import UnionType as _UnionType

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from collections import namedtuple as _namedtuple

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
           "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
           "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)

_CacheInfo = _namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like the function it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that calls update_wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# Comparison methods from one of them: what each says, given the answer of the one that is there.
_derived = {
    "__lt__": {
        "__gt__": lambda less, a, b: not less and a != b,
        "__le__": lambda less, a, b: less or a == b,
        "__ge__": lambda less, a, b: not less,
    },
    "__le__": {
        "__ge__": lambda le, a, b: not le or a == b,
        "__lt__": lambda le, a, b: le and a != b,
        "__gt__": lambda le, a, b: not le,
    },
    "__gt__": {
        "__lt__": lambda gt, a, b: not (gt or a == b),
        "__ge__": lambda gt, a, b: gt or a == b,
        "__le__": lambda gt, a, b: not gt,
    },
    "__ge__": {
        "__le__": lambda ge, a, b: not ge or a == b,
        "__gt__": lambda ge, a, b: ge and a != b,
        "__lt__": lambda ge, a, b: not ge,
    },
}


def _derive(root, name, formula):
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return formula(answer, self, other)
    compare.__name__ = name
    compare.__doc__ = getattr(int, name).__doc__
    return compare


def total_ordering(cls):
    """Fills in the missing comparison methods from one of them and __eq__."""
    roots = [name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in roots)
    for name, formula in _derived[root].items():
        if name not in roots:
            setattr(cls, name, _derive(root, name, formula))
    return cls


def lru_cache(maxsize=128, typed=False):
    """Keeps the results of the most recent calls."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    made = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    made.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(made, function)


def cache(user_function, /):
    """Keeps all results."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property that is computed once for each instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                            f"{name!r} property.") from None
        if name in values:
            return values[name]
        value = self.func(instance)
        try:
            values[name] = value
        except TypeError:
            raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support item "
                            f"assignment for caching {name!r} property.") from None
        return value

    __class_getitem__ = classmethod(_GenericAlias)


class partialmethod:
    """partial for methods."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made

        def method(self_or_cls, /, *args, **keywords):
            return self.func(self_or_cls, *self.args, *args, **{**self.keywords, **keywords})
        method._partialmethod = self
        return method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(_GenericAlias)


def _implementation(cls, registry):
    """The registered class that stands closest to a class, abstract bases included."""
    mro = cls.__mro__
    places = []
    for registered in registry:
        if registered in mro:
            places.append((mro.index(registered), 0, registered))
            continue
        try:
            if issubclass(cls, registered):
                # An abstract base comes right after the last class that belongs to it.
                last = max(i for i, base in enumerate(mro) if issubclass(base, registered))
                places.append((last, 1, registered))
        except TypeError:
            pass
    best = None
    for place in sorted(places, key=lambda place: place[:2]):
        if best is None:
            best = place
        elif place[:2] == best[:2]:
            if issubclass(place[2], best[2]):
                best = place
            elif not issubclass(best[2], place[2]):
                raise RuntimeError(f"Ambiguous dispatch: {best[2]} or {place[2]}")
        else:
            break
    return registry.get(best[2] if best else None)


def singledispatch(func):
    """A function that chooses its implementation by the type of its first argument."""
    registry = {}
    known = {}

    def dispatch(cls):
        """The implementation for a class."""
        found = known.get(cls)
        if found is None:
            found = registry[cls] if cls in registry else _implementation(cls, registry)
            known[cls] = found
        return found

    def is_class(cls):
        return isinstance(cls, type) and not isinstance(cls, _GenericAlias)

    def members(cls):
        if isinstance(cls, _UnionType):
            return cls.__args__
        from typing import Union, get_origin
        return cls.__args__ if get_origin(cls) is Union else None

    def is_valid(cls):
        if is_class(cls):
            return True
        parts = members(cls)
        return parts is not None and all(is_class(part) for part in parts)

    def register(cls, func=None):
        """Adds an implementation for a class."""
        if is_valid(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` "
                                "or plain `@register` on an annotated function.")
            func = cls
            from typing import get_type_hints
            name, cls = next(iter(get_type_hints(func).items()))
            if not is_valid(cls):
                if members(cls) is not None:
                    raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        for each in (cls,) if is_class(cls) else members(cls):
            registry[each] = func
        known.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = _MappingProxyType(registry)
    wrapper._clear_cache = known.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch for methods: the type of the argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        return update_wrapper(method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
