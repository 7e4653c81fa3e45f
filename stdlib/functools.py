"""Functions that act on or return other functions."""

from collections import namedtuple as _namedtuple

from _functools import _cached, cmp_to_key, partial, reduce

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
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


def lru_cache(maxsize=128, typed=False):
    """Keeps the results of the most recent calls."""
    if callable(maxsize) and isinstance(typed, bool):
        function = maxsize
        return _describe(_cached(function, 128, False), function, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        return _describe(_cached(function, maxsize, typed), function, maxsize, typed)
    return decorate


def _describe(cached, function, maxsize, typed):
    update_wrapper(cached, function)
    cached.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return cached


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
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        values = instance.__dict__
        if self.attrname not in values:
            values[self.attrname] = self.func(instance)
        return values[self.attrname]


def total_ordering(cls):
    """Fills in the missing comparison methods from one of them and __eq__."""
    roots = [name for name in ("__lt__", "__le__", "__gt__", "__ge__")
             if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    if "__lt__" in roots:
        root = "__lt__"
    elif "__le__" in roots:
        root = "__le__"
    elif "__gt__" in roots:
        root = "__gt__"
    base = getattr(cls, root)

    def derive(formula):
        def compare(self, other):
            result = getattr(type(self), root)(self, other)
            if result is NotImplemented:
                return result
            return formula(result, self, other)
        return compare

    formulas = {
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
    for name, formula in formulas[root].items():
        if name not in roots:
            method = derive(formula)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


def singledispatch(func):
    """A function that chooses its implementation by the type of its first argument."""
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for base, implementation in registry.items():
            if base is not object and issubclass(cls, base):
                return implementation
        return func

    def register(cls, implementation=None):
        if implementation is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function.")
            implementation = cls
            cls = next(iter(annotations.values()))
        members = getattr(cls, "__args__", None)
        for each in members if members and not isinstance(cls, type) else (cls,):
            registry[each] = implementation
        return implementation

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kwargs)

    update_wrapper(wrapper, func)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: the type of the argument after self decides."""

    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)
        update_wrapper(method, self.func)
        method.register = self.register
        return method


class partialmethod:
    """partial for methods."""

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        return partial(self.func.__get__(obj, cls), *self.args, **self.keywords)
