"""Abstract base classes."""

try:
    from _abc import ABC, ABCMeta
except ImportError:
    from builtins import type as _type

    class ABCMeta(_type):
        pass

    class ABC(metaclass=ABCMeta):
        pass


def abstractmethod(funcobj):
    """Marks a method that concrete classes must define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractproperty(fget):
    return property(abstractmethod(fget))


def abstractclassmethod(function):
    return classmethod(abstractmethod(function))


def abstractstaticmethod(function):
    return staticmethod(abstractmethod(function))


try:
    from _abc import update_abstractmethods
except ImportError:
    def update_abstractmethods(cls):
        """Looks again which methods of a class are abstract, after some were set on it."""
        return cls
