"""typing's names, and the newer ones that public code takes from this module."""

import abc as _abc
import functools as _functools
import typing as _typing
import warnings as _warnings
from typing import *  # noqa: F401, F403
from typing import ForwardRef, Generic, ParamSpecArgs, ParamSpecKwargs  # noqa: F401

__all__ = [*_typing.__all__, "Buffer", "Doc", "NoDefault", "ReadOnly", "TypeAliasType", "TypeIs", "deprecated",
           "get_annotations", "get_original_bases", "get_protocol_members", "is_protocol", "override", "runtime"]

runtime = _typing.runtime_checkable


class _NoDefaultType:
    def __repr__(self):
        return "typing_extensions.NoDefault"


NoDefault = _NoDefaultType()


def TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False, default=NoDefault,
            infer_variance=False):
    """A type variable, with what stands for it where none is given."""
    made = _typing.TypeVar(name, *constraints, bound=bound, covariant=covariant, contravariant=contravariant)
    made.__default__ = default
    made.__infer_variance__ = bool(infer_variance)
    return made


class _Marked:
    """A form that marks one type."""

    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return _MarkedType(self, item)

    def __repr__(self):
        return f"typing_extensions.{self._name}"


class _MarkedType:
    def __init__(self, form, item):
        self.__origin__ = form
        self.__args__ = (item,)

    def __repr__(self):
        item = self.__args__[0]
        return f"{self.__origin__!r}[{item.__name__ if isinstance(item, type) else repr(item)}]"

    def __eq__(self, other):
        if not isinstance(other, _MarkedType):
            return NotImplemented
        return (self.__origin__, self.__args__) == (other.__origin__, other.__args__)

    def __hash__(self):
        return hash((id(self.__origin__), self.__args__))


ReadOnly = _Marked("ReadOnly")
TypeIs = _Marked("TypeIs")


class Buffer(_abc.ABC):
    """What holds bytes."""


Buffer.register(bytes)
Buffer.register(bytearray)
Buffer.register(memoryview)


class Doc:
    """The documentation of what Annotated annotates."""

    def __init__(self, documentation, /):
        self.documentation = documentation

    def __repr__(self):
        return f"Doc({self.documentation!r})"

    def __hash__(self):
        return hash(self.documentation)

    def __eq__(self, other):
        if not isinstance(other, Doc):
            return NotImplemented
        return self.documentation == other.documentation


class TypeAliasType:
    """A named alias of a type."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = self.__parameters__ = type_params

    def __repr__(self):
        return self.__name__


def override(arg, /):
    """Says that a method stands for one of a base class."""
    try:
        arg.__override__ = True
    except (AttributeError, TypeError):
        pass
    return arg


class deprecated:
    """Warns where a function is called or a class is made."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        message, category, level = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            start = arg.__init__

            @_functools.wraps(start)
            def __init__(self, *args, **kwargs):
                if type(self) is arg:
                    _warnings.warn(message, category=category, stacklevel=level + 1)
                start(self, *args, **kwargs)

            arg.__init__ = __init__
            arg.__deprecated__ = message
            return arg
        if not callable(arg):
            raise TypeError("@deprecated decorator with non-None category must be applied to a class or callable, "
                            f"not {arg!r}")

        @_functools.wraps(arg)
        def wrapper(*args, **kwargs):
            _warnings.warn(message, category=category, stacklevel=level + 1)
            return arg(*args, **kwargs)

        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a value, a copy."""
    return dict(getattr(obj, "__annotations__", None) or {})


def get_original_bases(cls, /):
    """The bases of a class as they were written."""
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


def is_protocol(tp, /):
    """Whether a class is a protocol."""
    return isinstance(tp, type) and bool(getattr(tp, "_is_protocol", False)) and tp is not _typing.Protocol


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(_typing._protocol_members(tp))
