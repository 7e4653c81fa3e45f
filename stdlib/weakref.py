"""References that do not keep their objects alive."""

from collections.abc import Mapping as _Mapping, MutableMapping as _MutableMapping, MutableSet as _MutableSet
import operator as _operator

from _weakref import ReferenceType, getweakrefcount, getweakrefs

ref = ReferenceType
__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakMethod", "WeakSet", "WeakValueDictionary", "finalize"]


class ProxyType:
    """Stands for an object without keeping it alive."""

    __slots__ = ("_weak_target",)

    def __init__(self, target, callback=None):
        object.__setattr__(self, "_weak_target", ref(target, callback) if callback else ref(target))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __str__(self):
        return str(_target(self))

    def __repr__(self):
        return repr(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __contains__(self, item):
        return item in _target(self)

    def __getitem__(self, key):
        return _target(self)[key]

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]

    def __eq__(self, other):
        return _target(self) == other

    def __lt__(self, other):
        return _target(self) < other

    def __le__(self, other):
        return _target(self) <= other

    def __gt__(self, other):
        return _target(self) > other

    def __ge__(self, other):
        return _target(self) >= other

    def __reversed__(self):
        return reversed(_target(self))

    def __next__(self):
        target = _target(self)
        if not hasattr(target, "__next__"):
            raise TypeError(f"Weakref proxy referenced a non-iterator {type(target).__name__!r} object")
        return next(target)

    def __bytes__(self):
        return bytes(_target(self))

    def __int__(self):
        return int(_target(self))

    def __float__(self):
        return float(_target(self))

    __hash__ = None


def _add_operators():
    """Gives the proxies the operators, which work on what they stand for."""
    def plain(value):
        return _target(value) if isinstance(value, ProxyType) else value

    def unary(operation):
        return lambda self: operation(_target(self))

    def binary(operation):
        return lambda self, other: operation(_target(self), plain(other))

    def reflected(operation):
        return lambda self, other: operation(plain(other), _target(self))

    for name in ("neg", "pos", "abs", "invert", "index"):
        setattr(ProxyType, f"__{name}__", unary(getattr(_operator, f"__{name}__")))
    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or",
                 "xor"):
        operation = getattr(_operator, f"__{name}__")
        setattr(ProxyType, f"__{name}__", binary(operation))
        setattr(ProxyType, f"__r{name}__", reflected(operation))
        setattr(ProxyType, f"__i{name}__", binary(getattr(_operator, f"__i{name}__")))
    ProxyType.__divmod__, ProxyType.__rdivmod__ = binary(divmod), reflected(divmod)


_add_operators()


class CallableProxyType(ProxyType):
    """Stands for an object that can be called."""

    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _target(proxy):
    found = object.__getattribute__(proxy, "_weak_target")()
    if found is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return found


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class WeakMethod:
    """A reference to a bound method, which is gone when its object is."""

    def __init__(self, meth, callback=None):
        try:
            receiver, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self._receiver = ref(receiver, (lambda _: callback(self)) if callback else None)
        self._function = ref(function)
        self._name = function.__name__

    def __call__(self):
        receiver, function = self._receiver(), self._function()
        if receiver is None or function is None:
            return None
        return getattr(receiver, self._name)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return self._receiver == other._receiver and self._function == other._function

    def __hash__(self):
        return hash(self._function)


def _deepcopy(value, memo):
    from copy import deepcopy
    return deepcopy(value, memo)


def _joined(made, *others):
    """A new mapping with the entries of others."""
    for other in others:
        if not isinstance(other, _Mapping):
            return NotImplemented
        made.update(other)
    return made


class WeakValueDictionary(_MutableMapping):
    """A mapping whose entries go when nothing else keeps their values."""

    def __init__(self, other=(), /, **kw):
        self._refs = {}
        self.update(other, **kw)

    def _live(self):
        return [(key, value) for key, value in ((key, r()) for key, r in list(self._refs.items()))
                if value is not None]

    def _sweep(self):
        for key in [key for key, r in self._refs.items() if r() is None]:
            del self._refs[key]

    def __getitem__(self, key):
        value = self._refs[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._refs[key] = ref(value)

    def __delitem__(self, key):
        self._sweep()
        del self._refs[key]

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        try:
            return self._refs[key]() is not None
        except KeyError:
            return False

    def __iter__(self):
        return iter([key for key, _ in self._live()])

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def keys(self):
        return iter(self)

    def values(self):
        return iter([value for _, value in self._live()])

    def items(self):
        return iter(self._live())

    def get(self, key, default=None):
        found = self._refs.get(key)
        value = found() if found is not None else None
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        value = self.get(key)
        self._refs.pop(key, None)
        if value is None:
            if args:
                return args[0]
            raise KeyError(key)
        return value

    def popitem(self):
        while self._refs:
            key, r = self._refs.popitem()
            value = r()
            if value is not None:
                return key, value
        raise KeyError("popitem(): dictionary is empty")

    def update(self, other=(), /, **kw):
        for key, value in dict(other, **kw).items() if not isinstance(other, WeakValueDictionary) else other.items():
            self[key] = value

    def clear(self):
        self._refs.clear()

    def copy(self):
        return self.__class__(self._live())

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.__class__([(_deepcopy(key, memo), value) for key, value in self._live()])

    def __or__(self, other):
        return _joined(self.copy(), other)

    def __ror__(self, other):
        return _joined(self.__class__(), other, self) if isinstance(other, _Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def valuerefs(self):
        return list(self._refs.values())

    def itervaluerefs(self):
        yield from self.valuerefs()


class WeakKeyDictionary(_MutableMapping):
    """A mapping whose entries go when nothing else keeps their keys."""

    def __init__(self, dict=None):
        self._data = {}
        if dict is not None:
            self.update(dict)

    def _sweep(self, _=None):
        for r in [r for r in self._data if r() is None]:
            self._data = {k: v for k, v in self._data.items() if k is not r}

    def _live(self):
        self._sweep()
        return [(r(), value) for r, value in self._data.items()]

    def __getitem__(self, key):
        return self._data[ref(key)]

    def __setitem__(self, key, value):
        self._data[ref(key, self._removed)] = value

    def _removed(self, r):
        self._data = {k: v for k, v in self._data.items() if k is not r}

    def __delitem__(self, key):
        del self._data[ref(key)]

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        try:
            return ref(key) in self._data
        except TypeError:
            return False

    def __iter__(self):
        return iter([key for key, _ in self._live()])

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def keys(self):
        return iter(self)

    def values(self):
        return iter([value for _, value in self._live()])

    def items(self):
        return iter(self._live())

    def get(self, key, default=None):
        return self._data.get(ref(key), default)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *args):
        return self._data.pop(ref(key), *args)

    def update(self, other=None, /, **kw):
        if isinstance(other, WeakKeyDictionary):
            other = other.items()
        for key, value in dict(other or {}, **kw).items():
            self[key] = value

    def clear(self):
        self._data.clear()

    def popitem(self):
        while self._data:
            r, value = self._data.popitem()
            key = r()
            if key is not None:
                return key, value
        raise KeyError("popitem(): dictionary is empty")

    def copy(self):
        return _joined(self.__class__(), self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return _joined(self.__class__(), {key: _deepcopy(value, memo) for key, value in self._live()})

    def __or__(self, other):
        return _joined(self.copy(), other)

    def __ror__(self, other):
        return _joined(self.__class__(), other, self) if isinstance(other, _Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def keyrefs(self):
        return list(self._data)


class WeakSet:
    """A set whose items go when nothing else keeps them."""

    def __init__(self, data=None):
        self.data = set()
        for item in data or ():
            self.add(item)

    def _live(self):
        return [item for item in (r() for r in list(self.data)) if item is not None]

    def add(self, item):
        self.data.add(ref(item, self._removed))

    def _removed(self, r):
        self.data = {other for other in self.data if other is not r}

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in list(other):
            self.add(item)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        made = self.__class__()
        made.__dict__.update(_deepcopy({name: value for name, value in self.__dict__.items() if name != "data"}, memo))
        made.update(self)
        return made

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    def symmetric_difference(self, other):
        other = other if isinstance(other, WeakSet) else self.__class__(other)
        return self.__class__([item for item in self if item not in other]
                              + [item for item in other if item not in self])

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def intersection_update(self, other):
        self.data = {ref(item, self._removed) for item in self.intersection(other)}

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def symmetric_difference_update(self, other):
        self.data = {ref(item, self._removed) for item in self.symmetric_difference(other)}

    def _in_place(change):
        def operate(self, other):
            change(self, other)
            return self
        return operate

    __ior__, __iand__ = _in_place(update), _in_place(intersection_update)
    __isub__, __ixor__ = _in_place(difference_update), _in_place(symmetric_difference_update)
    del _in_place

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < {ref(item) for item in other}

    def __gt__(self, other):
        return self.data > {ref(item) for item in other}

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == {ref(item) for item in other}

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return repr(set(self._live()))


_MutableSet.register(WeakSet)


class finalize:
    """Calls a function when an object dies."""

    _alive = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._info = (func, args, kwargs)
        self._ref = ref(obj, self._died)
        self.atexit = True
        finalize._alive[id(self)] = self

    def _died(self, _):
        self()

    def __call__(self, _=None):
        if finalize._alive.pop(id(self), None) is not None:
            func, args, kwargs = self._info
            return func(*args, **kwargs)

    @property
    def alive(self):
        return id(self) in finalize._alive

    def detach(self):
        obj = self._ref()
        if obj is not None and finalize._alive.pop(id(self), None) is not None:
            return (obj, *self._info)

    def peek(self):
        obj = self._ref()
        if obj is not None and self.alive:
            return (obj, *self._info)
