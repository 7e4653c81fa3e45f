"""Names for annotations: at run time they build objects that show what was written."""

import collections as _collections
import collections.abc as _abc
import contextlib as _contextlib
import functools as _functools
import sys as _sys
import types as _types

from _classes import caller_name as _caller
from _classes import metatype as _metatype
from abc import ABCMeta as _ABCMeta
from abc import abstractmethod as _abstractmethod

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString",
    "Container", "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping",
    "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable",
    "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible",
    "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt",
    "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet",
    "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match", "Pattern", "TextIO", "AnyStr", "assert_type",
    "assert_never", "cast", "clear_overloads", "dataclass_transform", "final", "get_args", "get_origin",
    "get_overloads", "get_type_hints", "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check",
    "no_type_check_decorator", "NoReturn", "NotRequired", "overload", "ParamSpecArgs", "ParamSpecKwargs", "Required",
    "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "Unpack",
]

TYPE_CHECKING = False
Text = str
_NoneType = type(None)


def _show(t):
    if isinstance(t, _types.GenericAlias):
        return repr(t)
    if isinstance(t, type):
        return t.__qualname__ if t.__module__ == "builtins" else f"{t.__module__}.{t.__qualname__}"
    if t is ...:
        return "..."
    if isinstance(t, _types.FunctionType):
        return t.__name__
    if isinstance(t, list):
        return "[" + ", ".join(map(_show, t)) + "]"
    return repr(t)


def _checked(arg, message, allow_special=False):
    """A parameter as it is kept: None stands for its type, text for a name not yet known."""
    if arg is None:
        return _NoneType
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _Alias) and arg._name in ("ClassVar", "Final") and not allow_special:
        raise TypeError(f"{arg!r} is not valid as type argument")
    if arg is Generic or arg is Protocol or (isinstance(arg, _Form) and arg._needs_parameters
                                             and not (allow_special and arg._name in ("ClassVar", "Final"))):
        raise TypeError(f"Plain {arg!r} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _unique(items):
    found = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _parameters_of(args):
    """The type variables among parameters, in order of first use."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (list, tuple)):
            inner = _parameters_of(arg)
        elif isinstance(arg, _Variable):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        for variable in inner if isinstance(inner, tuple) else ():
            if variable not in found:
                found.append(variable)
    return tuple(found)


def _replaced(arg, values):
    """A parameter with its type variables replaced."""
    if isinstance(arg, type):
        return arg
    if isinstance(arg, _Variable):
        return values.get(arg, arg)
    if isinstance(arg, (list, tuple)):
        return type(arg)([_replaced(each, values) for each in arg])
    parameters = getattr(arg, "__parameters__", ())
    if isinstance(parameters, tuple) and parameters:
        return arg[tuple(values.get(p, p) for p in parameters)]
    return arg


class _Operators:
    """X | Y of constructs."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Operators):
    """A construct without parameters: Union, Literal, Self …"""

    __slots__ = ("_name", "_build", "_needs_parameters")

    def __init__(self, name, build=None, needs_parameters=True):
        self._name = name
        self._build = build
        self._needs_parameters = needs_parameters and build is not None

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        if name == "__module__":
            return "typing"
        raise AttributeError(f"'_SpecialForm' object has no attribute {name!r}")

    def __getitem__(self, parameters):
        if self._build is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._build(self, parameters)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __repr__(self):
        return f"typing.{self._name}"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _Alias(_Operators):
    """A construct with its parameters: List[int], Union[int, str], Stack[T] …"""

    def __init__(self, origin, args, *, name=None, shown=None):
        self._name = name
        self._shown = shown
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters_of(args)
        if not name:
            self.__module__ = origin.__module__

    def _with(self, args):
        return type(self)(self.__origin__, args, name=self._name, shown=self._shown)

    def __getitem__(self, parameters):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self!r}")
        own = self.__parameters__
        if not own:
            raise TypeError(f"{self!r} is not a generic class")
        return self._with(self._substituted(parameters, own))

    def _substituted(self, parameters, own):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if len(own) == 1 and isinstance(own[0], ParamSpec) and not (len(parameters) == 1 and (isinstance(parameters[0], (list, ParamSpec)) or parameters[0] is ...)):
            parameters = (list(parameters),)
        several = [p for p in own if isinstance(p, TypeVarTuple)]
        if several:
            place = own.index(several[0])
            after = len(own) - place - 1
            if len(parameters) < len(own) - 1:
                raise TypeError(f"Too few arguments for {self!r}; actual {len(parameters)}, expected at least {len(own) - 1}")
            middle = parameters[place:len(parameters) - after]
            parameters = parameters[:place] + (tuple(middle),) + parameters[len(parameters) - after:]
        elif len(parameters) != len(own):
            size = "many" if len(parameters) > len(own) else "few"
            raise TypeError(f"Too {size} arguments for {self!r}; actual {len(parameters)}, expected {len(own)}")
        values = {}
        for variable, value in zip(own, parameters):
            if isinstance(value, (list, tuple)):
                values[variable] = type(value)(_checked(v, "Parameters to generic types must be types.") for v in value)
            else:
                values[variable] = _checked(value, "Parameters to generic types must be types.")
        args = []
        for arg in self.__args__:
            new = _replaced(arg, values)
            if isinstance(arg, TypeVarTuple) or (isinstance(arg, _Alias) and arg._name == "Unpack" and isinstance(new, tuple)):
                args.extend(new)
            elif isinstance(arg, ParamSpec) and isinstance(new, list) and self._name == "Callable":
                args.extend(new)
            elif isinstance(new, list):
                args.append(tuple(new))
            else:
                args.append(new)
        return tuple(args)

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self.__origin__!r}")
        if self._name and self._name not in _constructible:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {_show(self.__origin__)}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if not isinstance(origin, type):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            found = [] if origin in bases else [origin]
            later = bases[bases.index(self) + 1:]
            if not any(isinstance(b, _Alias) or b is Generic or isinstance(b, type) and issubclass(b, Generic) for b in later):
                found.append(Generic)
            return tuple(found)
        if origin is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _Alias) and base is not self:
                    return ()
        return (origin,)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or "__origin__" not in self.__dict__:
            if name in ("__name__", "__qualname__", "__doc__", "__isabstractmethod__"):
                return getattr(self.__origin__, name) if name != "__name__" or not self._name else self._name
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        if name.startswith("__") or name in ("_name", "_shown", "_fields"):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _show(self.__origin__)
        shown = ", ".join("[" + ", ".join(map(_show, a)) + "]" if type(a) is tuple else _show(a) for a in self.__args__)
        return f"{name}[{shown or '()'}]"


class _UnionAlias(_Alias):
    def __eq__(self, other):
        if isinstance(other, (_UnionAlias, _types.UnionType)):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def _with(self, args):
        return Union[args]

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _NoneType in args:
            return f"typing.Optional[{_show(args[1] if args[0] is _NoneType else args[0])}]"
        return super().__repr__()


class _LiteralAlias(_Alias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return {(type(a), a) for a in self.__args__} == {(type(a), a) for a in other.__args__}

    def __hash__(self):
        return hash(frozenset((type(a), a) for a in self.__args__))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _CallableAlias(_Alias):
    def _with(self, args):
        return _CallableAlias(self.__origin__, args, name=self._name)

    def __repr__(self):
        *parameters, result = self.__args__
        if len(parameters) == 1 and (parameters[0] is ... or isinstance(parameters[0], ParamSpec)
                                     or getattr(parameters[0], "_name", None) == "Concatenate"):
            return super().__repr__()
        return f"typing.Callable[[{', '.join(map(_show, parameters))}], {_show(result)}]"


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name="Annotated")
        object.__setattr__(self, "__metadata__", metadata)

    def _with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __repr__(self):
        return f"typing.Annotated[{_show(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"


class _UnpackAlias(_Alias):
    def __repr__(self):
        return "*" + repr(self.__args__[0])


class _Special(_Operators):
    """A name for a class, with capitals: List, Mapping, Iterable …"""

    def __init__(self, origin, count, name, *, constructible=None):
        self._name = name
        self.__origin__ = origin
        self._count = count
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        if name == "__module__":
            return "typing"
        if name.startswith("__") and name.endswith("__") or "__origin__" not in self.__dict__:
            raise AttributeError(f"'_SpecialGenericAlias' object has no attribute {name!r}")
        return getattr(self.__origin__, name)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        args = tuple(_checked(p, "Parameters to generic types must be types.") for p in parameters)
        if self._count >= 0 and len(args) != self._count:
            if self._count == 0:
                raise TypeError(f"{self!r} is not a generic class")
            size = "many" if len(args) > self._count else "few"
            raise TypeError(f"Too {size} arguments for {self!r}; actual {len(args)}, expected {self._count}")
        return _Alias(self.__origin__, args, name=self._name)

    def __call__(self, *args, **kwargs):
        if self._name not in _constructible:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {_show(self.__origin__).split('.')[-1]}() instead")
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        found = [] if self.__origin__ in bases else [self.__origin__]
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(b, (_Alias, _Special)) or isinstance(b, type) and issubclass(b, Generic) for b in later):
            found.append(Generic)
        return tuple(found)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if isinstance(cls, _Special):
            cls = cls.__origin__
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return f"typing.{self._name}"


_constructible = {"DefaultDict", "OrderedDict", "Counter", "ChainMap", "Deque"}


class _TupleSpecial(_Special):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        message = "Tuple[t0, t1, ...]: each t must be a type."
        if len(parameters) >= 2 and parameters[-1] is ...:
            args = tuple(_checked(p, message) for p in parameters[:-1]) + (...,)
        else:
            args = tuple(_checked(p, message) for p in parameters)
        return _Alias(tuple, args, name="Tuple")


class _CallableSpecial(_Special):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        given, result = parameters
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if isinstance(given, (list, tuple)):
            args = tuple(_checked(g, "Callable[[arg, ...], result]: each arg must be a type.") for g in given)
        elif given is ... or isinstance(given, ParamSpec) or getattr(given, "_name", None) == "Concatenate":
            args = (given,)
        else:
            raise TypeError(f"Callable[args, result]: args must be a list. Got {given}")
        return _CallableAlias(_abc.Callable, args + (result,), name="Callable")


# Constructs


def _build_union(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        p = _checked(p, "Union[arg, ...]: each arg must be a type.")
        if isinstance(p, (_UnionAlias, _types.UnionType)):
            flat.extend(p.__args__)
        else:
            flat.append(p)
    flat = _unique(flat)
    if len(flat) == 1:
        return flat[0]
    return _UnionAlias(Union, tuple(flat), name="Union")


def _build_optional(form, parameter):
    return Union[_checked(parameter, "Optional[t] requires a single type."), _NoneType]


def _build_literal(form, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        flat.extend(p.__args__ if isinstance(p, _LiteralAlias) else (p,))
    try:
        pairs = [(type(p), p) for p in flat]
        kept = [p for i, p in enumerate(flat) if pairs.index(pairs[i]) == i]
        hash(tuple(kept))
    except TypeError:
        kept = flat
    return _LiteralAlias(Literal, tuple(kept), name="Literal")


def _build_single(form, parameter):
    checked = _checked(parameter, f"{form!r} accepts only single type.", allow_special=form._name in ("ClassVar", "Required", "NotRequired"))
    return _Alias(form, (checked,), name=form._name)


def _build_annotated(form, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin = _checked(parameters[0], "Annotated[t, ...]: t must be a type.", allow_special=True)
    return _AnnotatedAlias(origin, tuple(parameters[1:]))


def _build_concatenate(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    args = tuple(_checked(p, "Concatenate[arg, ...]: each arg must be a type.") for p in parameters[:-1])
    return _Alias(form, args + parameters[-1:], name="Concatenate")


def _build_unpack(form, parameter):
    return _UnpackAlias(form, (_checked(parameter, f"{form!r} accepts only single type."),), name="Unpack")


Union = _Form("Union", _build_union)
Optional = _Form("Optional", _build_optional)
Literal = _Form("Literal", _build_literal)
ClassVar = _Form("ClassVar", _build_single)
Final = _Form("Final", _build_single)
TypeGuard = _Form("TypeGuard", _build_single)
Required = _Form("Required", _build_single)
NotRequired = _Form("NotRequired", _build_single)
Concatenate = _Form("Concatenate", _build_concatenate)
Unpack = _Form("Unpack", _build_unpack)
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")


class Annotated:
    """A type with more to say about it: Annotated[int, "metres"]."""

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, parameters):
        return _build_annotated(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


def _no_any_check(cls, obj):
    if cls is Any:
        raise TypeError("typing.Any cannot be used with isinstance()")
    return cls in type(obj).__mro__


_AnyMeta = _metatype("_AnyMeta", {
    "__gradus_class_made__": lambda cls: cls,
    "__repr__": lambda cls: "typing.Any" if cls.__dict__.get("_is_any") else f"<class '{_show(cls)}'>",
    "__instancecheck__": _no_any_check,
})


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    _is_any = True

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


# Type variables


class _Variable(_Operators):
    def __repr__(self):
        mark = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return mark + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class TypeVar(_Variable):
    """A type variable: any type, one of several, or one below a bound."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple(_checked(c, "TypeVar(name, constraint, ...): constraints must be types.") for c in constraints)
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__module__ = _caller(1)

    def __typing_subst__(self, arg):
        return _checked(arg, "Parameters to generic types must be types.")


class ParamSpecArgs:
    """P.args"""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return isinstance(other, ParamSpecArgs) and self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecKwargs(ParamSpecArgs):
    """P.kwargs"""

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    __hash__ = None


class ParamSpec(_Variable):
    """Stands for the parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__module__ = _caller(1)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        return arg


class TypeVarTuple(_Variable):
    """Stands for several types."""

    def __init__(self, name):
        self.__name__ = name
        self.__module__ = _caller(1)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


class ForwardRef(_Operators):
    """A type given by its name as text."""

    __slots__ = ("__forward_arg__", "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


# Generic classes


class Generic:
    """The base of classes with type parameters."""

    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls in (Generic, Protocol):
            if not parameters:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            parameters = tuple(_checked(p, "Parameters to generic types must be types.") for p in parameters)
            if not all(isinstance(p, _Variable) or isinstance(p, _UnpackAlias) for p in parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, parameters)
        own = getattr(cls, "__parameters__", ())
        if not own:
            raise TypeError(f"{cls!r} is not a generic class")
        whole = _Alias(cls, tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in own))
        if not any(isinstance(p, (TypeVarTuple, ParamSpec)) for p in own) and len(parameters) != len(own):
            size = "many" if len(parameters) > len(own) else "few"
            raise TypeError(f"Too {size} arguments for {cls!r}; actual {len(parameters)}, expected {len(own)}")
        return _Alias(cls, whole._substituted(parameters, own))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        _note_parameters(cls)


def _note_parameters(cls):
    bases = cls.__dict__.get("__orig_bases__")
    if bases is None:
        if Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = ()
        return
    if Generic in bases:
        raise TypeError("Cannot inherit from plain Generic")
    variables = _parameters_of(bases)
    listed = None
    for base in bases:
        if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
            if listed is not None and base.__origin__ is Generic:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            if base.__origin__ is Generic or listed is None:
                listed = base.__parameters__
    if listed is not None:
        missing = [v for v in variables if v not in listed]
        if missing:
            raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                            f"Generic[{', '.join(map(str, listed))}]")
        variables = listed
    cls.__parameters__ = tuple(variables)


# Protocols


_not_members = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "_is_protocol", "_is_runtime_protocol", "__parameters__",
    "__orig_bases__", "__orig_class__", "_abc_impl", "_abc_registry", "__init_subclass__", "__match_args__",
    "__qualname__", "__static_attributes__", "__hash__", "_members",
}


def _protocol_members(cls):
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") and base.__module__ == "typing":
            continue
        for name in [*base.__dict__, *base.__dict__.get("__annotations__", {})]:
            if name not in _not_members and not name.startswith("_abc_"):
                found.add(name)
            elif name == "__hash__" and base.__dict__[name] is not None:
                found.add(name)
    return found


def _protocol_check_instance(cls, obj):
    if not cls.__dict__.get("_is_protocol"):
        return issubclass(type(obj), cls)
    if not cls._is_runtime_protocol:
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
    if cls in type(obj).__mro__:
        return True
    for name in _protocol_members(cls):
        try:
            value = getattr(obj, name)
        except AttributeError:
            return False
        if value is None and callable(getattr(cls, name, None)):
            return False
    return True


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol"):
        return NotImplemented
    if not cls._is_runtime_protocol:
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
    members = _protocol_members(cls)
    if not all(callable(getattr(cls, name, None)) for name in members):
        raise TypeError("Protocols with non-method members don't support issubclass()")
    for name in members:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in base.__dict__.get("__annotations__", {}) and base.__dict__.get("_is_protocol"):
                break
        else:
            return NotImplemented
    return True


def _no_protocol_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in type(self).__mro__:
        init = base.__dict__.get("__init__", _no_protocol_init)
        if init is not _no_protocol_init:
            type(self).__init__ = init
            break
    else:
        type(self).__init__ = object.__init__
    type(self).__init__(self, *args, **kwargs)


def _protocol_made(cls):
    made = getattr(_ABCMeta, "__gradus_class_made__", None)
    return cls if made is None else made(cls)


_ProtocolMeta = _metatype("_ProtocolMeta", {
    "__gradus_class_made__": _protocol_made,
    "__instancecheck__": _protocol_check_instance,
}, (_ABCMeta,))


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that only describe what others can do."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or base.__dict__.get("_is_protocol")
                    or base.__module__ in ("collections.abc", "contextlib")):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol_init


def runtime_checkable(cls):
    """Lets isinstance() look whether an object has what a protocol describes."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


# Names of classes


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
for _variable in (T, KT, VT, T_co, AnyStr):
    _variable.__module__ = "typing"

List = _Special(list, 1, "List")
Dict = _Special(dict, 2, "Dict")
Set = _Special(set, 1, "Set")
FrozenSet = _Special(frozenset, 1, "FrozenSet")
Type = _Special(type, 1, "Type")
Tuple = _TupleSpecial(tuple, -1, "Tuple")
Callable = _CallableSpecial(_abc.Callable, 2, "Callable")
DefaultDict = _Special(_collections.defaultdict, 2, "DefaultDict")
OrderedDict = _Special(_collections.OrderedDict, 2, "OrderedDict")
Counter = _Special(_collections.Counter, 1, "Counter")
ChainMap = _Special(_collections.ChainMap, 2, "ChainMap")
Deque = _Special(_collections.deque, 1, "Deque")
Hashable = _Special(_abc.Hashable, 0, "Hashable")
Sized = _Special(_abc.Sized, 0, "Sized")
Iterable = _Special(_abc.Iterable, 1, "Iterable")
Iterator = _Special(_abc.Iterator, 1, "Iterator")
Generator = _Special(_abc.Generator, 3, "Generator")
Reversible = _Special(_abc.Reversible, 1, "Reversible")
Container = _Special(_abc.Container, 1, "Container")
Collection = _Special(_abc.Collection, 1, "Collection")
Sequence = _Special(_abc.Sequence, 1, "Sequence")
MutableSequence = _Special(_abc.MutableSequence, 1, "MutableSequence")
ByteString = _Special(_abc.ByteString, 0, "ByteString")
AbstractSet = _Special(_abc.Set, 1, "AbstractSet")
MutableSet = _Special(_abc.MutableSet, 1, "MutableSet")
Mapping = _Special(_abc.Mapping, 2, "Mapping")
MutableMapping = _Special(_abc.MutableMapping, 2, "MutableMapping")
MappingView = _Special(_abc.MappingView, 1, "MappingView")
KeysView = _Special(_abc.KeysView, 1, "KeysView")
ItemsView = _Special(_abc.ItemsView, 2, "ItemsView")
ValuesView = _Special(_abc.ValuesView, 1, "ValuesView")
Awaitable = _Special(_abc.Awaitable, 1, "Awaitable")
Coroutine = _Special(_abc.Coroutine, 3, "Coroutine")
AsyncIterable = _Special(_abc.AsyncIterable, 1, "AsyncIterable")
AsyncIterator = _Special(_abc.AsyncIterator, 1, "AsyncIterator")
AsyncGenerator = _Special(_abc.AsyncGenerator, 2, "AsyncGenerator")
ContextManager = _Special(_contextlib.AbstractContextManager, 1, "ContextManager")
AsyncContextManager = _Special(_contextlib.AbstractAsyncContextManager, 1, "AsyncContextManager")


class _LaterSpecial(_Special):
    """A name for a class of a module that is only imported when it is used."""

    def __init__(self, name):
        self._name = name
        self._count = 1
        self.__doc__ = f"A generic version of re.{name}."

    @property
    def __origin__(self):
        import re
        return getattr(re, self._name)


Pattern = _LaterSpecial("Pattern")
Match = _LaterSpecial("Match")


@runtime_checkable
class SupportsInt(Protocol):
    """What int() takes."""

    __slots__ = ()

    @_abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """What float() takes."""

    __slots__ = ()

    @_abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """What complex() takes."""

    __slots__ = ()

    @_abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """What bytes() takes."""

    __slots__ = ()

    @_abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """What can be an index."""

    __slots__ = ()

    @_abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """What abs() takes."""

    __slots__ = ()

    @_abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """What round() takes."""

    __slots__ = ()

    @_abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


class IO(Generic[AnyStr]):
    """What files have in common, for annotations."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes, for annotations."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text, for annotations."""

    __slots__ = ()


# Named tuples and typed dictionaries


_reserved = ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
             "_make", "_replace", "_asdict", "_source")
_unimportant = ("__module__", "__qualname__", "__annotations__", "__dict__", "__weakref__", "__orig_bases__",
                "__slots__", "__parameters__", "__firstlineno__", "__static_attributes__")


def _named_tuple(name, types, defaults, module):
    types = {n: _checked(t, f"field {n} annotation must be a type") for n, t in types}
    made = _collections.namedtuple(name, types, defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


def _named_tuple_made(cls):
    names = cls.__dict__
    if names.get("_is_named_tuple_root"):
        return cls
    for base in names.get("__orig_bases__", cls.__bases__):
        if base is not NamedTuple and base is not Generic and not (isinstance(base, _Alias) and base.__origin__ is Generic):
            raise TypeError("can only inherit from a NamedTuple type and Generic")
    types = names.get("__annotations__", {})
    defaults = []
    for name in types:
        if name in names:
            defaults.append(name)
        elif defaults:
            raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                            f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
    made = _named_tuple(cls.__name__, types.items(), [names[name] for name in defaults], cls.__module__)
    if Generic in cls.__mro__:
        made = type(cls.__name__, (made, Generic), {"__module__": cls.__module__, "__slots__": (), "__orig_bases__": names["__orig_bases__"]})
    made.__qualname__ = cls.__qualname__
    for name, value in names.items():
        if name in _reserved and name != "__slots__":
            raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
        if name not in _unimportant and name not in types:
            if name == "__doc__" and value is None:
                continue
            setattr(made, name, value)
            hook = getattr(type(value), "__set_name__", None)
            if hook is not None:
                hook(value, made, name)
    return made


NamedTupleMeta = _metatype("NamedTupleMeta", {"__gradus_class_made__": _named_tuple_made})


class _NamedTuple(metaclass=NamedTupleMeta):
    _is_named_tuple_root = True


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types: the base of a class statement, or called with a name and its fields."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _named_tuple(typename, list(fields), None, _caller(1))


def _named_tuple_entries(bases):
    if sum(1 for base in bases if base is NamedTuple) > 1:
        raise TypeError("Multiple inheritance with NamedTuple is not supported")
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _named_tuple_entries


def _typed_dict_made(cls, total=True):
    names = cls.__dict__
    if names.get("_is_typed_dict_root"):
        return cls
    own = {name: _checked(t, f"TypedDict('{cls.__name__}', {{f0: t0, f1: t1, ...}}); each t must be a type", allow_special=True)
           for name, t in names.get("__annotations__", {}).items()}
    annotations, required, optional = {}, set(), set()
    for base in cls.__bases__:
        if not hasattr(base, "__total__") and base is not dict and base is not Generic and base.__name__ != "_TypedDict":
            raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        annotations.update(base.__dict__.get("__annotations__", {}))
        required.update(base.__dict__.get("__required_keys__", ()))
        optional.update(base.__dict__.get("__optional_keys__", ()))
    annotations.update(own)
    for name, t in own.items():
        kind = getattr(t, "_name", None) if isinstance(t, _Alias) else None
        if kind == "Annotated" and isinstance(t.__origin__, _Alias):
            kind = t.__origin__._name
        must = True if kind == "Required" else False if kind == "NotRequired" else total
        (required if must else optional).add(name)
        (optional if must else required).discard(name)
    cls.__annotations__ = annotations
    cls.__required_keys__ = frozenset(required)
    cls.__optional_keys__ = frozenset(optional)
    if "__total__" not in names:
        cls.__total__ = total
    return cls


def _typed_dict_refuse(cls, other):
    raise TypeError("TypedDict does not support instance and class checks")


_TypedDictMeta = _metatype("_TypedDictMeta", {
    "__gradus_class_made__": _typed_dict_made,
    "__call__": lambda cls, *args, **kwargs: dict(*args, **kwargs),
    "__instancecheck__": _typed_dict_refuse,
    "__subclasscheck__": _typed_dict_refuse,
}, keywords=("total",))


class _TypedDict(dict, metaclass=_TypedDictMeta):
    _is_typed_dict_root = True


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dictionary with known keys: the base of a class statement, or called with a name and its keys."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    namespace = {"__annotations__": dict(fields), "__module__": _caller(1)}
    return type(typename, (_TypedDict,), namespace, total=total)


TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    return isinstance(tp, type) and type(tp) is _TypedDictMeta


class NewType(_Operators):
    """A name for a type that type checkers tell apart; calling it gives back its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = _caller(1)

    def __mro_entries__(self, bases):
        kind = self.__name__

        class Refused:
            def __init_subclass__(cls):
                name = cls.__name__
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{name} = NewType({name!r}, {kind})`")
        return (Refused,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __call__(self, x, /):
        return x


# Functions


def cast(typ, val):
    """Gives back the value: the type is for type checkers."""
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=_sys.stderr)
    return obj


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """Marks one of several signatures of a function; the last definition does the work."""
    plain = getattr(func, "__func__", func)
    place = (getattr(plain, "__module__", None), getattr(plain, "__qualname__", None))
    _overloads.setdefault(place, []).append(func)
    return _overload_dummy


def get_overloads(func):
    plain = getattr(func, "__func__", func)
    return list(_overloads.get((plain.__module__, plain.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def no_type_check_decorator(decorator):
    @_functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs,
        }
        return cls_or_fn
    return decorate


def get_origin(tp):
    """The class or construct that parameters were given to."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_Alias, _Special, _types.GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, _types.UnionType):
        return _types.UnionType
    return None


def get_args(tp):
    """The parameters of a construct."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_Alias, _types.GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec) or getattr(args[0], "_name", None) == "Concatenate")):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, _types.UnionType):
        return tp.__args__
    return ()


class _Reader:
    """Reads the text of an annotation: names, attributes, subscripts, unions and literals."""

    def __init__(self, text, scopes):
        self.text = text
        self.place = 0
        self.scopes = scopes

    def fail(self):
        raise SyntaxError(f"Forward reference must be an expression -- got {self.text!r}")

    def peek(self):
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1
        return self.text[self.place:self.place + 1]

    def take(self, mark):
        if self.peek() != mark:
            self.fail()
        self.place += 1

    def whole(self):
        value = self.union()
        if self.peek():
            self.fail()
        return value

    def union(self):
        value = self.primary()
        while self.peek() == "|":
            self.place += 1
            value = value | self.primary()
        return value

    def primary(self):
        value = self.atom()
        while True:
            mark = self.peek()
            if mark == ".":
                self.place += 1
                self.peek()
                value = getattr(value, self.name())
            elif mark == "[":
                self.place += 1
                value = value[self.listed("]")]
            else:
                return value

    def listed(self, end, always=False):
        items = []
        several = always
        while self.peek() != end:
            items.append(self.union())
            if self.peek() == ",":
                several = True
                self.place += 1
            elif self.peek() != end:
                self.fail()
        self.place += 1
        return tuple(items) if several or not items else items[0]

    def name(self):
        start = self.place
        while self.place < len(self.text) and (self.text[self.place].isalnum() or self.text[self.place] == "_"):
            self.place += 1
        if start == self.place:
            self.fail()
        return self.text[start:self.place]

    def atom(self):
        mark = self.peek()
        if mark == "[":
            self.place += 1
            return list(self.listed("]", True))
        if mark == "(":
            self.place += 1
            return self.listed(")")
        if mark in "'\"" and mark:
            end = self.text.find(mark, self.place + 1)
            if end < 0:
                self.fail()
            text = self.text[self.place + 1:end]
            self.place = end + 1
            return text
        if self.text.startswith("...", self.place):
            self.place += 3
            return ...
        negative = mark == "-"
        if negative:
            self.place += 1
            self.peek()
        word = self.name()
        if word.isdigit():
            return -int(word) if negative else int(word)
        if word in ("None", "True", "False"):
            return {"None": None, "True": True, "False": False}[word]
        for scope in self.scopes:
            if word in scope:
                return scope[word]
        raise NameError(f"name {word!r} is not defined")


def _resolved(t, scopes):
    """A type with the names in it looked up."""
    import builtins
    if isinstance(t, str):
        t = ForwardRef(t)
    if isinstance(t, ForwardRef):
        value = _Reader(t.__forward_arg__, [*scopes, vars(builtins)]).whole()
        return _resolved(_checked(value, "Forward references must evaluate to types.", allow_special=True), scopes)
    if isinstance(t, _AnnotatedAlias):
        return _AnnotatedAlias(_resolved(t.__origin__, scopes), t.__metadata__)
    if isinstance(t, _LiteralAlias):
        return t
    if isinstance(t, _Alias):
        args = tuple(a if isinstance(a, (list, tuple)) else _resolved(a, scopes) for a in t.__args__)
        return t if args == t.__args__ else t._with(args)
    if isinstance(t, _types.GenericAlias):
        args = tuple(_resolved(a, scopes) if isinstance(a, (str, ForwardRef, _Alias, _types.GenericAlias)) else a for a in t.__args__)
        return t if args == t.__args__ else t.__origin__[args]
    if isinstance(t, _types.UnionType):
        args = [_resolved(a, scopes) for a in t.__args__]
        if tuple(args) == t.__args__:
            return t
        made = args[0]
        for arg in args[1:]:
            made = made | arg
        return made
    return t


def _without_extras(t):
    if isinstance(t, _AnnotatedAlias):
        return _without_extras(t.__origin__)
    if isinstance(t, _Alias) and t._name in ("Required", "NotRequired"):
        return _without_extras(t.__args__[0])
    if isinstance(t, _Alias) and not isinstance(t, _LiteralAlias):
        args = tuple(a if isinstance(a, (list, tuple)) else _without_extras(a) for a in t.__args__)
        return t if args == t.__args__ else t._with(args)
    if isinstance(t, _types.GenericAlias):
        args = tuple(_without_extras(a) for a in t.__args__)
        return t if args == t.__args__ else t.__origin__[args]
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, with names given as text looked up."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            space = globalns
            if space is None:
                space = getattr(_sys.modules.get(base.__module__), "__dict__", {})
            own = dict(vars(base)) if localns is None else localns
            for name, value in base.__dict__.get("__annotations__", {}).items():
                value = _NoneType if value is None else value
                scopes = [own, space] if globalns is not None or localns is not None else [space, own]
                hints[name] = _resolved(value, scopes)
    else:
        if isinstance(obj, _types.ModuleType):
            space = obj.__dict__ if globalns is None else globalns
        else:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            space = getattr(inner, "__globals__", {}) if globalns is None else globalns
        found = getattr(obj, "__annotations__", None)
        if found is None:
            if isinstance(obj, (_types.FunctionType, _types.BuiltinFunctionType, _types.MethodType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, value in found.items():
            value = _NoneType if value is None else value
            hints[name] = _resolved(value, [space if localns is None else localns, space])
    return hints if include_extras else {name: _without_extras(t) for name, t in hints.items()}
