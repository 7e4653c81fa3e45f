"""What the embedded modules need to make classes: the language itself has neither metaclasses nor exec."""

import types as _types

try:
    from _gradus import caller_globals as _caller_globals
    from _gradus import define
    from _gradus import metatype as _metatype
except ImportError:
    import builtins as _builtins
    import sys as _sys

    def define(source, names):
        """Runs the text of definitions; the names it may use are given, and those it makes are added."""
        getattr(_builtins, "exec")(source, names)

    def _caller_globals(depth):
        return _sys._getframe(depth + 1).f_globals

    def _metatype(name, methods, bases, keywords):
        methods = dict(methods)
        made = methods.pop("__gradus_class_made__")

        def __new__(meta, name, bases, namespace, **given):
            taken = {key: given.pop(key) for key in keywords if key in given}
            cls = super(kind, meta).__new__(meta, name, bases, dict(namespace), **given)
            return made(cls, **taken)

        def __init__(cls, *arguments, **given):
            pass

        methods.setdefault("__prepare__", classmethod(lambda meta, name, bases, **given: {}))
        methods["__new__"] = __new__
        methods["__init__"] = __init__
        kind = type(name, tuple(bases), methods)
        return kind


def metatype(name, methods, bases=(type,), keywords=()):
    """A class of classes.

    Its method __gradus_class_made__ gets each class once its body ran, with those keywords of the class statement that
    are named here, and gives the class that the statement binds.
    """
    methods.setdefault("__module__", caller_name(1))
    for key, method in methods.items():
        if isinstance(method, _types.FunctionType):
            method.__name__ = key
            method.__qualname__ = f"{name}.{key}"
    return _metatype(name, methods, bases, keywords)


def caller_name(depth):
    """The name of the module whose function called, as many calls up."""
    return _caller_globals(depth + 1).get("__name__", "__main__")
