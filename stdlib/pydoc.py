"""What `help` shows of functions and classes."""

import inspect as _inspect
import sys as _sys

__all__ = ["help"]

_HIDDEN = {"__author__", "__builtins__", "__cached__", "__credits__", "__date__", "__doc__", "__docformat__", "__file__",
           "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__", "__slots__", "__spec__",
           "__version__"}
# What `object` says of its methods: a class that redefines one without a text of its own inherits it.
_OBJECT_DOCS = {
    "__init__": "Initialize self.  See help(type(self)) for accurate signature.", "__repr__": "Return repr(self).",
    "__str__": "Return str(self).", "__hash__": "Return hash(self).", "__eq__": "Return self==value.",
    "__ne__": "Return self!=value.", "__lt__": "Return self<value.", "__le__": "Return self<=value.",
    "__gt__": "Return self>value.", "__ge__": "Return self>=value.", "__format__": "Default object formatter.",
    "__setattr__": "Implement setattr(self, name, value).", "__delattr__": "Implement delattr(self, name).",
    "__getattribute__": "Return getattr(self, name).", "__dir__": "Default dir() implementation.",
    "__sizeof__": "Size of object in memory, in bytes.",
    "__new__": "Create and return a new object.  See help(type) for accurate signature."}


def _indent(text, prefix="    "):
    lines = [prefix + line for line in text.split("\n")]
    lines[-1] = lines[-1].rstrip()
    return "\n".join(lines)


def _class_name(cls, module):
    return cls.__name__ if cls.__module__ == module else f"{cls.__module__}.{cls.__name__}"


def _doc(value, name="", home=None):
    """The documentation of something, where need be what a base class says of the same name."""
    doc = getattr(value, "__doc__", None)
    if not isinstance(doc, str) and home is not None:
        for base in home.__mro__[1:]:
            if base is object:
                doc = _OBJECT_DOCS.get(name)
            elif name in vars(base):
                doc = getattr(vars(base)[name], "__doc__", None)
            if isinstance(doc, str):
                break
    return _inspect.cleandoc(doc).rstrip() if isinstance(doc, str) else ""


def _signature(value):
    try:
        return str(_inspect.signature(value))
    except (TypeError, ValueError):
        return "(...)"


def _routine(value, name="", module=None, home=None):
    """How a function is called, and what it does."""
    real = getattr(value, "__name__", name)
    name = name or real
    title, known, note = name if name == real else f"{name} = {real}", True, ""
    if _inspect.ismethod(value):
        owner = value.__self__.__class__
        if home is None:
            note = f" method of {_class_name(owner, module)} instance"
        elif owner is not home:
            note = f" from {_class_name(owner, module)}"
    if name != real and home is not None and vars(home).get(real) is value:
        known = False
    arguments = _signature(value)
    if real == "<lambda>":
        title += " lambda "
        arguments = arguments[1:-1]
    doc = _doc(value, real, home) if known else ""
    return f"{title}{arguments}{note}\n" + (_indent(doc).rstrip() + "\n" if doc else "")


def _owns_attributes(cls):
    """Whether a class is the first of its line whose instances have a dictionary."""
    return cls is not object and "__slots__" not in vars(cls) and cls.__module__ != "builtins" and not any(
        _owns_attributes(base) for base in cls.__mro__[1:])


def _visible(name, fields):
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    return not name.startswith("_") or name in fields


def _members(cls, home):
    """The names of a class that none before it in the order of `cls` has, by kind: (kind, name, value)."""
    own = dict(vars(home))
    if _owns_attributes(home):
        own["__dict__"] = own["__weakref__"] = None
    for name in sorted(own):
        before = cls.__mro__[:cls.__mro__.index(home)]
        if any(name in vars(other) for other in before) or not _visible(name, getattr(cls, "_fields", ())):
            continue
        value = own[name]
        if name == "__dict__" or name == "__weakref__":
            doc = "dictionary for instance variables" if name == "__dict__" else "list of weak references to the object"
            yield "Data descriptors", f"{name}\n{_indent(doc)}\n"
        elif isinstance(value, staticmethod) or name == "__new__":
            yield "Static methods", _routine(getattr(cls, name), name, cls.__module__, home)
        elif isinstance(value, classmethod):
            yield "Class methods", _routine(getattr(cls, name), name, cls.__module__, home)
        elif _inspect.isroutine(value):
            yield "Methods", _routine(value, name, cls.__module__, home)
        elif isinstance(value, property) or hasattr(value, "__set__"):
            writable = not isinstance(value, property) or value.fset is not None
            doc = _doc(value)
            text = f"{name}\n" + (_indent(doc) + "\n" if doc else "")
            yield "Data descriptors" if writable else "Readonly properties", text
        else:
            line = f"{name} = {value!r}"
            if len(line) > 70:
                line = line[:70] + "..."
            doc = _doc(value) if callable(value) else ""
            yield "Data and other attributes", line + "\n" + (_indent(doc) + "\n" if doc else "")


_KINDS = ("Methods", "Class methods", "Static methods", "Readonly properties", "Data descriptors",
          "Data and other attributes")


def _class(cls):
    """A class with its members, inherited ones included."""
    bases = ", ".join(_class_name(base, cls.__module__) for base in cls.__bases__)
    title = f"class {cls.__name__}({bases})" if bases else f"class {cls.__name__}"
    lines = []
    arguments = _signature(cls)
    if arguments not in ("()", "(...)"):
        lines.append(f"{cls.__name__}{arguments}\n")
    doc = _doc(cls)
    if doc:
        lines.append(doc + "\n")
    if len(cls.__mro__) > 2:
        lines.append("Method resolution order:")
        lines += ["    " + _class_name(base, cls.__module__) for base in cls.__mro__]
        lines.append("")
    started = False
    for home in cls.__mro__:
        if home is object:
            continue
        members = list(_members(cls, home))
        where = "defined here" if home is cls else f"inherited from {_class_name(home, cls.__module__)}"
        for kind in _KINDS:
            texts = [text for found, text in members if found == kind]
            if not texts:
                continue
            if started:
                lines.append("-" * 70)
            started = True
            lines.append(f"{kind} {where}:\n")
            lines += texts
    if not lines:
        return title + "\n"
    return title + "\n" + _indent("\n".join(lines).rstrip(), " |  ") + "\n"


def help(request):
    """Shows what a function, a method or a class, or the class of an object, is for."""
    if _inspect.isclass(request):
        kind, text = f"class {request.__name__}", _class(request)
    elif _inspect.isfunction(request):
        kind, text = f"function {request.__name__}", _routine(request)
    elif _inspect.ismethod(request):
        kind, text = f"method {request.__name__}", _routine(request)
    else:
        kind, text = type(request).__name__, _class(type(request))
    module = getattr(request, "__module__", None)
    where = f" in module {module}" if module else ""
    tail = "" if _inspect.isclass(request) or _inspect.isroutine(request) else " object"
    _sys.stdout.write(f"Help on {kind}{where}{tail}:\n\n{text}\n")
