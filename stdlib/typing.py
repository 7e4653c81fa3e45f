"""Names for annotations. They do nothing at run time."""

from abc import ABC as _ABC
import collections as _collections
import collections.abc as _abc

TYPE_CHECKING = False


class _Form:
    """A construct such as Union, with or without its parameters."""

    def __init__(self, name, origin=None, args=()):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if self._name == "Optional":
            return Union[params[0], type(None)]
        if self._name == "Union":
            flat = []
            for p in params:
                p = type(None) if p is None else p
                for each in p.__args__ if isinstance(p, _Form) and p._name == "Union" else (p,):
                    if each not in flat:
                        flat.append(each)
            if len(flat) == 1:
                return flat[0]
            params = tuple(flat)
            return _Form("Union", self, params)
        if self._name == "Literal":
            return _Form("Literal", self, params)
        return _Form(self._name, self.__origin__ or self, tuple(type(None) if p is None else p for p in params))

    def __call__(self, *args, **kwargs):
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        if self._name in ("Generic", "Protocol"):
            return (Generic,)
        return ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if not isinstance(other, _Form):
            return NotImplemented
        if self._name == other._name == "Union":
            return set(self.__args__) == set(other.__args__)
        return self._name == other._name and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, frozenset(self.__args__) if self._name == "Union" else self.__args__))

    def __repr__(self):
        if self._name == "Union" and self.__args__:
            others = [a for a in self.__args__ if a is not type(None)]
            if len(others) == 1 and len(others) < len(self.__args__):
                return f"typing.Optional[{_show(others[0])}]"
        if not self.__args__:
            return f"typing.{self._name}"
        if self._name == "Literal":
            return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"
        if self._name == "Callable":
            *params, result = self.__args__
            if len(params) == 1 and isinstance(params[0], list):
                return f"typing.Callable[[{', '.join(map(_show, params[0]))}], {_show(result)}]"
        return f"typing.{self._name}[{', '.join(map(_show, self.__args__))}]"


def _show(t):
    if isinstance(t, type):
        return t.__qualname__ if t.__module__ == "builtins" else f"{t.__module__}.{t.__qualname__}"
    if t is ...:
        return "..."
    return repr(t)


Any = _Form("Any")
Union = _Form("Union")
Optional = _Form("Optional")
Literal = _Form("Literal")
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Annotated = _Form("Annotated")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
TypeGuard = _Form("TypeGuard")
Concatenate = _Form("Concatenate")
Unpack = _Form("Unpack")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
DefaultDict = _Form("DefaultDict", _collections.defaultdict)
OrderedDict = _Form("OrderedDict", _collections.OrderedDict)
Counter = _Form("Counter", _collections.Counter)
ChainMap = _Form("ChainMap", _collections.ChainMap)
Deque = _Form("Deque", _collections.deque)
Callable = _Form("Callable", _abc.Callable)
Iterable = _Form("Iterable", _abc.Iterable)
Iterator = _Form("Iterator", _abc.Iterator)
Generator = _Form("Generator", _abc.Generator)
Sequence = _Form("Sequence", _abc.Sequence)
MutableSequence = _Form("MutableSequence", _abc.MutableSequence)
Mapping = _Form("Mapping", _abc.Mapping)
MutableMapping = _Form("MutableMapping", _abc.MutableMapping)
Collection = _Form("Collection", _abc.Collection)
Container = _Form("Container", _abc.Container)
Hashable = _Form("Hashable", _abc.Hashable)
Sized = _Form("Sized", _abc.Sized)
Reversible = _Form("Reversible", _abc.Reversible)
AbstractSet = _Form("AbstractSet", _abc.Set)
MutableSet = _Form("MutableSet", _abc.MutableSet)
Awaitable = _Form("Awaitable", _abc.Awaitable)
Coroutine = _Form("Coroutine", _abc.Coroutine)
ContextManager = _Form("ContextManager")
Pattern = _Form("Pattern")
Match = _Form("Match")
IO = _Form("IO")
TextIO = _Form("TextIO")
BinaryIO = _Form("BinaryIO")
Text = str
AnyStr = None


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self._mark = "+" if covariant else "-" if contravariant else "~"

    def __repr__(self):
        return self._mark + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    args = property(lambda self: self)
    kwargs = property(lambda self: self)


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    """The base of classes with type parameters."""

    def __class_getitem__(cls, params):
        return cls


class Protocol(Generic):
    """The base of classes that only describe."""


def runtime_checkable(cls):
    names = [name for name in cls.__dict__ if not name.startswith("_") or name in ("__len__", "__iter__", "__call__", "__enter__", "__exit__", "__contains__", "__getitem__", "__next__")]

    def hook(self, other):
        if self is not cls:
            return NotImplemented
        return all(any(name in base.__dict__ for base in other.__mro__) for name in names)
    cls.__subclasshook__ = classmethod(hook)
    return cls


SupportsInt = SupportsFloat = SupportsAbs = SupportsIndex = SupportsRound = Protocol


class NamedTuple:
    """The base of named tuples written as classes."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)

    def __new__(cls, *args, **kwargs):
        made = cls.__dict__.get("_made")
        if made is None:
            annotations = cls.__dict__.get("__annotations__", {})
            defaults = [cls.__dict__[name] for name in annotations if name in cls.__dict__]
            base = _collections.namedtuple(cls.__name__, list(annotations), defaults=defaults, module=cls.__module__)
            extra = {name: value for name, value in cls.__dict__.items()
                     if name not in annotations and name not in ("__dict__", "__weakref__", "__module__", "__new__", "_made")}
            made = type(cls.__name__, (base,), extra)
            cls._made = made
        return made(*args, **kwargs)


class TypedDict(dict):
    """The base of dictionaries with known keys."""

    def __init_subclass__(cls, total=True, **kwargs):
        pass


def NewType(name, tp):
    def new_type(x):
        return x
    new_type.__name__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def no_type_check(f):
    return f


def assert_type(val, typ):
    return val


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj):
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for cls in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        hints.update(getattr(cls, "__annotations__", {}) if not isinstance(cls, type) else cls.__dict__.get("__annotations__", {}))
    return {name: type(None) if hint is None else hint for name, hint in hints.items()}


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())
