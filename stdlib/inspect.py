"""Looking at functions, classes and modules."""

import sys as _sys
import types as _types
from collections import namedtuple as _namedtuple
from functools import partial as _partial

try:
    from _gradus import class_source as _class_source, source as _source
except ImportError:
    def _source(function):
        raise OSError("could not get source code")

    _class_source = _source

_empty = type("_empty", (), {})

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"


class _Kind(int):
    def __new__(cls, value, name, description):
        made = int.__new__(cls, value)
        made.name = name
        made.description = description
        return made

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


def _show(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, _types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class Parameter:
    """One parameter of a signature."""

    POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY", "positional-only")
    POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
    VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL", "variadic positional")
    KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY", "keyword-only")
    VAR_KEYWORD = _Kind(4, "VAR_KEYWORD", "variadic keyword")
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if kind not in (0, 1, 2, 3, 4):
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and kind in (2, 4):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def __str__(self):
        text = {2: "*", 4: "**"}.get(int(self.kind), "") + self.name
        if self.annotation is not _empty:
            text += ": " + _show(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        values.update(changes)
        return Parameter(values["name"], values["kind"], default=values["default"], annotation=values["annotation"])

    def __eq__(self, other):
        return isinstance(other, Parameter) and str(self) == str(other) and self.kind == other.kind

    def __hash__(self):
        return hash((self.name, int(self.kind)))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        result = []
        for name, p in self.signature.parameters.items():
            if int(p.kind) >= 3 or name not in self.arguments:
                break
            if int(p.kind) == 2:
                result.extend(self.arguments[name])
            else:
                result.append(self.arguments[name])
        return tuple(result)

    @property
    def kwargs(self):
        result = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                if int(p.kind) == 4:
                    result.update(self.arguments[name])
                elif int(p.kind) == 3:
                    result[name] = self.arguments[name]
        return result

    def apply_defaults(self):
        filled = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif p.default is not _empty:
                filled[name] = p.default
            elif int(p.kind) in (2, 4):
                filled[name] = () if int(p.kind) == 2 else {}
        self.arguments = filled

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"


class Signature:
    """The parameters of a function and what it returns."""

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = {}
        last, has_default = Parameter.POSITIONAL_ONLY, False
        for p in parameters or ():
            if __validate_parameters__:
                if p.kind < last:
                    raise ValueError(f"wrong parameter order: {last.description} parameter before "
                                     f"{p.kind.description} parameter")
                if p.kind > last:
                    has_default = has_default and p.kind < 2
                    last = p.kind
                if p.kind < 2 and p.default is _empty and has_default:
                    raise ValueError("non-default argument follows default argument")
                has_default = has_default or p.default is not _empty
                if p.name in found:
                    raise ValueError(f"duplicate parameter name: {p.name!r}")
            found[p.name] = p
        self.parameters = _types.MappingProxyType(found)
        self.return_annotation = return_annotation

    def __str__(self):
        parts = []
        seen_star = False
        only = False
        for p in self.parameters.values():
            kind = int(p.kind)
            if only and kind != 0:
                parts.append("/")
                only = False
            if kind == 0:
                only = True
            elif kind == 2:
                seen_star = True
            elif kind == 3 and not seen_star:
                parts.append("*")
                seen_star = True
            parts.append(str(p))
        if only:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += " -> " + _show(self.return_annotation)
        return text

    def __repr__(self):
        return f"<Signature {self}>"

    def replace(self, *, parameters=None, return_annotation=None):
        """The signature with other parameters or another return annotation."""
        return type(self)(
            self.parameters.values() if parameters is None else parameters,
            return_annotation=self.return_annotation if return_annotation is None else return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        return signature(obj, follow_wrapped=follow_wrapped)

    def __eq__(self, other):
        return isinstance(other, Signature) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        values = {}
        rest, named = list(args), dict(kwargs)
        for name, p in self.parameters.items():
            kind = int(p.kind)
            if kind == 2:
                if rest:
                    values[name] = tuple(rest)
                    rest = []
            elif kind == 4:
                if named:
                    values[name] = named
                    named = {}
            elif rest and kind < 2:
                if name in named and kind == 1:
                    raise TypeError(f"multiple values for argument {name!r}")
                values[name] = rest.pop(0)
            elif name in named:
                if kind == 0:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                values[name] = named.pop(name)
            elif p.default is _empty and not partial:
                if rest:
                    raise TypeError("too many positional arguments")
                raise TypeError(f"missing a required argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if named:
            raise TypeError(f"got an unexpected keyword argument {next(iter(named))!r}")
        return BoundArguments(self, values)


def _signature_from_text(obj):
    """The signature of a layer or function of torch, which its documentation begins with; None for others."""
    if not str(getattr(obj, "__module__", "")).startswith("torch."):
        return None
    head = (obj.__doc__ or "").partition("\n")[0].partition(" -> ")[0]
    name = obj.__name__
    if not head.startswith(name + "(") or not head.endswith(")"):
        return None
    return _parsed(head[len(name) + 1:-1])


def _parsed(text):
    """The signature that a text of parameters means."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    parameters, kind = [], Parameter.POSITIONAL_OR_KEYWORD
    for part in map(str.strip, parts):
        word, _, default = part.partition("=")
        if word == "/":
            parameters = [p.replace(kind=Parameter.POSITIONAL_ONLY) for p in parameters]
        elif word == "":
            continue
        elif word == "*":
            kind = Parameter.KEYWORD_ONLY
        elif word.startswith("**"):
            parameters.append(Parameter(word[2:], Parameter.VAR_KEYWORD))
        elif word.startswith("*"):
            parameters.append(Parameter(word[1:], Parameter.VAR_POSITIONAL))
            kind = Parameter.KEYWORD_ONLY
        elif default:
            from ast import literal_eval
            try:
                value = literal_eval(default)
            except (SyntaxError, ValueError):
                value = default
            parameters.append(Parameter(word, kind, default=value))
        else:
            parameters.append(Parameter(word, kind))
    return Signature(parameters, __validate_parameters__=False)


def _signature_of_optimizer(cls):
    """The signature of an optimiser, whose settings and their defaults an instance tells; None for other classes."""
    optim = _sys.modules.get("torch.optim")
    if optim is None or not issubclass(cls, optim.Optimizer) or cls is optim.Optimizer:
        return None
    import torch
    parameters = [Parameter("params", Parameter.POSITIONAL_OR_KEYWORD)]
    later = ("maximize", "foreach", "capturable", "differentiable", "fused")
    defaults = cls([torch.zeros(1)]).defaults
    for name in [name for name in defaults if name not in later] + [name for name in later if name in defaults]:
        if name != "decoupled_weight_decay":
            kind = Parameter.KEYWORD_ONLY if name in later else Parameter.POSITIONAL_OR_KEYWORD
            parameters.append(Parameter(name, kind, default=defaults[name]))
    return Signature(parameters)


# What CPython has a signature for, of the classes that are not of the language.
# What `co_flags` of a function's code is made of.
CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE = 1, 2, 4, 8, 16, 32, 64
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512

_CONSTRUCTORS = {
    "builtins": {
        "bytearray": None, "classmethod": None, "complex": "real=0, imag=0", "enumerate": "iterable, start=0",
        "float": "x=0, /", "list": "iterable=(), /", "memoryview": "object",
        "property": "fget=None, fset=None, fdel=None, doc=None", "reversed": "sequence, /", "staticmethod": None,
        "tuple": "iterable=(), /",
    },
    "itertools": {
        "accumulate": "iterable, func=None, *, initial=None", "combinations": "iterable, r",
        "combinations_with_replacement": "iterable, r", "compress": "data, selectors", "count": "start=0, step=1",
        "cycle": "iterable, /", "dropwhile": "predicate, iterable, /", "filterfalse": "function, iterable, /",
        "groupby": "iterable, key=None", "pairwise": "iterable, /", "permutations": "iterable, r=None",
        "starmap": "function, iterable, /", "takewhile": "predicate, iterable, /",
    },
}
# Functions whose arguments CPython does not tell.
_UNTOLD = {"breakpoint", "dir", "getattr", "iter", "max", "min", "next", "vars", "__build_class__", "reduce", "cmp_to_key",
           "hypot", "log"}


def _signature_from_native(obj):
    """The signature that a native function has beside it; None where there is none."""
    text = getattr(obj, "__text_signature__", None)
    if not isinstance(text, str) or getattr(obj, "__name__", "") in _UNTOLD or getattr(obj, "__module__", "") == "time":
        return None
    found = _parsed(text[1:-1].replace("$module, ", "").replace("$", ""))
    receiver = getattr(obj, "__self__", None)
    return found if receiver is None or ismodule(receiver) else _without_first(found)


def _constructor(cls):
    """The `__new__` or `__init__` of the language that makes the instances of a class; None where there is neither."""
    for base in cls.__mro__[:-1]:
        for name in ("__new__", "__init__"):
            method = base.__dict__.get(name)
            method = getattr(method, "__func__", method)
            if isfunction(method):
                return method
    return None


def _signature_of_class(obj):
    enum = _sys.modules.get("enum")
    if enum is not None and issubclass(obj, enum.Enum):
        return _parsed("value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None")
    method = _constructor(obj)
    if method is not None:
        return _without_first(signature(method))
    if obj is object or obj.__new__ is object.__new__ and obj.__init__ is object.__init__:
        return Signature()
    text = _CONSTRUCTORS.get(obj.__module__, {}).get(obj.__name__)
    if text is not None:
        return _parsed(text)
    found = _signature_of_optimizer(obj) or _signature_from_text(obj)
    if found is None:
        raise ValueError(f"no signature found for builtin type {obj!r}")
    return found


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(signature(obj.__func__, follow_wrapped=follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return signature(obj)
    own = getattr(obj, "__signature__", None)
    if own is not None:
        if not isinstance(own, Signature):
            raise TypeError(f"unexpected object {own!r} in __signature__ attribute")
        return own
    if isinstance(obj, type):
        return _signature_of_class(obj)
    if isinstance(obj, _partial):
        return _signature_of_partial(obj)
    if not isfunction(obj):
        call = getattr(type(obj), "__call__", None)
        if isfunction(call):
            return _without_first(signature(call))
        found = _signature_from_text(obj) or _signature_from_native(obj)
        if found is None:
            raise ValueError(f"no signature found for builtin {obj!r}")
        return found
    code = obj.__code__
    names = code.co_varnames
    count, only, keyword = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    defaults = obj.__defaults__ or ()
    notes = obj.__annotations__
    keyword_defaults = obj.__kwdefaults__ or {}
    found = []
    for i in range(count):
        kind = Parameter.POSITIONAL_ONLY if i < only else Parameter.POSITIONAL_OR_KEYWORD
        place = i - (count - len(defaults))
        found.append(Parameter(names[i], kind, default=defaults[place] if place >= 0 else _empty,
                               annotation=notes.get(names[i], _empty)))
    rest = count + keyword
    if code.co_flags & 4:
        found.append(Parameter(names[rest], Parameter.VAR_POSITIONAL, annotation=notes.get(names[rest], _empty)))
        rest += 1
    for name in names[count:count + keyword]:
        found.append(Parameter(name, Parameter.KEYWORD_ONLY, default=keyword_defaults.get(name, _empty),
                               annotation=notes.get(name, _empty)))
    if code.co_flags & 8:
        found.append(Parameter(names[rest], Parameter.VAR_KEYWORD, annotation=notes.get(names[rest], _empty)))
    return Signature(found, return_annotation=notes.get("return", _empty))


def _signature_of_partial(obj):
    """What is left of a signature when some arguments are given."""
    left = []
    given = list(obj.args)
    keyword_only = False
    whole = signature(obj.func)
    for p in whole.parameters.values():
        kind = int(p.kind)
        if given and kind in (0, 1):
            given.pop(0)
            continue
        if p.name in obj.keywords and kind in (1, 3):
            p = p.replace(default=obj.keywords[p.name], kind=Parameter.KEYWORD_ONLY)
            keyword_only = True
        elif keyword_only and kind == 1:
            p = p.replace(kind=Parameter.KEYWORD_ONLY)
        elif keyword_only and kind == 2:
            continue
        left.append(p)
    return Signature(left, return_annotation=whole.return_annotation)


def _without_first(sig):
    return Signature(list(sig.parameters.values())[1:], return_annotation=sig.return_annotation)


def unwrap(func, *, stop=None):
    """The function that wrappers stand around: what the last `__wrapped__` is."""
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not isinstance(func, type) and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def _expected(obj):
    return TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                     + type(obj).__name__)


def _file_text(name):
    try:
        with open(name, encoding="utf-8") as file:
            return file.read()
    except OSError as problem:
        raise OSError("source code not available") from problem


def _definition(obj):
    """The text of a definition and the number of its first line."""
    if ismodule(obj):
        return _file_text(getfile(obj)), 0
    obj = unwrap(obj)
    if isclass(obj):
        found = _class_source(obj)
        if found is None:
            name = getfile(obj)
            found = _class_source(obj, name, _file_text(name))
        if found is None:
            raise OSError("could not find class definition")
        return found
    function = getattr(obj, "__func__", obj)
    text = _source(function)
    if text is None:
        raise _expected(obj)
    return text, function.__code__.co_firstlineno


def getsource(obj):
    """The text of the definition of a function, class or module."""
    return _definition(obj)[0]


def getcomments(obj):
    """The comments right above a definition; None where there are none."""
    if ismodule(obj):
        lines = _file_text(getfile(obj)).splitlines(True)
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == "#":
            end += 1
        return "".join(line.expandtabs() for line in lines[start:end]) if end > start else None
    try:
        text, first = _definition(obj)
        lines = _file_text(getfile(obj)).splitlines(True)
    except (OSError, TypeError):
        return None
    margin = indentsize(text)
    end = start = first - 1
    while start > 0 and lines[start - 1].lstrip()[:1] == "#" and indentsize(lines[start - 1]) == margin:
        start -= 1
    return "".join(line.expandtabs().lstrip() for line in lines[start:end]) if end > start else None


def indentsize(line):
    """How many columns a line is indented."""
    spread = line.expandtabs()
    return len(spread) - len(spread.lstrip())


def _inherited_doc(obj):
    """The documentation of what a class of the language overrides."""
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and isinstance(base.__dict__.get("__doc__"), str):
                return base.__dict__["__doc__"]
        return None
    if isinstance(obj, property):
        function = obj.fget
    else:
        function = getattr(obj, "__func__", obj)
    path = getattr(function, "__qualname__", "").rpartition(".")
    if not path[0] or "<locals>" in path[0]:
        return None
    if ismethod(obj):
        cls = obj.__self__ if isclass(obj.__self__) else type(obj.__self__)
    else:
        cls = _sys.modules.get(getattr(function, "__module__", None))
        for part in path[0].split("."):
            cls = getattr(cls, part, None)
    for base in getattr(cls, "__mro__", ()):
        doc = getattr(getattr(base, path[2], None), "__doc__", None)
        if isinstance(doc, str):
            return doc
    return None


def getdoc(obj):
    """The documentation of something, or of what it overrides, without its indentation."""
    doc = getattr(obj, "__doc__", None)
    if doc is None:
        doc = _inherited_doc(obj)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def isfunction(obj):
    return isinstance(obj, _types.FunctionType)


def ismethod(obj):
    return isinstance(obj, _types.MethodType)


def isclass(obj):
    return isinstance(obj, type)


def ismodule(obj):
    return isinstance(obj, _types.ModuleType)


def isbuiltin(obj):
    return isinstance(obj, _types.BuiltinFunctionType)


def isgenerator(obj):
    return isinstance(obj, _types.GeneratorType)


def getgeneratorstate(generator):
    """How far a generator is: GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    frame = generator.gi_frame
    if frame is None:
        return GEN_CLOSED
    return GEN_CREATED if not generator.gi_suspended else GEN_SUSPENDED


def isgeneratorfunction(obj):
    while isinstance(obj, _partial):
        obj = obj.func
    obj = getattr(obj, "__func__", obj)
    return isfunction(obj) and bool(obj.__code__.co_flags & 32)


def iscoroutinefunction(obj):
    return False


def isroutine(obj):
    return isfunction(obj) or ismethod(obj) or isbuiltin(obj) or isinstance(obj, _types.MethodDescriptorType)


def isabstract(obj):
    return isinstance(obj, type) and bool(getattr(obj, "__abstractmethods__", None))


def _members(obj, predicate, get):
    found = []
    for name in dir(obj):
        try:
            value = get(obj, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getmembers(obj, predicate=None):
    """(name, value) of the attributes of something, in the order of their names."""
    return _members(obj, predicate, getattr)


def getmembers_static(obj, predicate=None):
    """The same without computing properties."""
    return _members(obj, predicate, getattr_static)


Attribute = _namedtuple("Attribute", "name kind defining_class object", module="inspect")


def classify_class_attrs(cls):
    """What the attributes of a class are, and which class each comes from."""
    found = []
    for name in dir(cls):
        home = next((base for base in cls.__mro__ if name in base.__dict__), None)
        if home is None:
            continue
        value = home.__dict__[name]
        if isinstance(value, staticmethod):
            kind = "static method"
        elif isinstance(value, classmethod):
            kind = "class method"
        elif isinstance(value, property):
            kind = "property"
        else:
            kind = "method" if isroutine(value) else "data"
        found.append(Attribute(name, kind, home, value))
    return found


def walktree(classes, children, parent):
    found = []
    for cls in sorted(classes, key=lambda one: (one.__module__, one.__name__)):
        found.append((cls, cls.__bases__))
        if cls in children:
            found.append(walktree(children[cls], children, cls))
    return found


def getclasstree(classes, unique=False):
    """Classes as nested lists: what follows a class in a list of its own derives from it."""
    children, roots = {}, []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for parent in cls.__bases__:
            below = children.setdefault(parent, [])
            if cls not in below:
                below.append(cls)
            if unique and parent in classes:
                break
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


def getmro(cls):
    return cls.__mro__


def getmodule(obj, _filename=None):
    if ismodule(obj):
        return obj
    return _sys.modules.get(getattr(obj, "__module__", None))


def getmodulename(path):
    """The name of the module that a file is; None for other files."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def getfile(obj):
    """The name of the file that something was defined in."""
    if ismodule(obj):
        found = getattr(obj, "__file__", None)
        if found:
            return found
        raise TypeError(f"{obj!r} is a built-in module")
    if isclass(obj):
        found = getattr(_sys.modules.get(obj.__module__), "__file__", None)
        if found:
            return found
        raise TypeError(f"{obj!r} is a built-in class")
    obj = getattr(unwrap(obj), "__func__", obj)
    if istraceback(obj):
        obj = obj.tb_frame
    if isframe(obj):
        obj = obj.f_code
    if iscode(obj):
        return obj.co_filename
    if isfunction(obj):
        return obj.__code__.co_filename
    raise _expected(obj)


getsourcefile = getabsfile = getfile


def getsourcelines(obj):
    """The lines of a definition and the number of the first one."""
    text, line = _definition(obj)
    return text.splitlines(True), line


FullArgSpec = _namedtuple(
    "FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations", module="inspect")


def getfullargspec(func):
    """Names and defaults of the parameters of a function."""
    args, varargs, varkw, defaults, kwonly, kwdefaults, notes = [], None, None, [], [], {}, {}
    try:
        sig = signature(func, follow_wrapped=False)
    except Exception as problem:
        raise TypeError("unsupported callable") from problem
    if ismethod(func):
        first = func.__func__.__code__.co_varnames[0]
    else:
        method = _constructor(func) if isclass(func) else None
        first = method.__code__.co_varnames[0] if method is not None else None
    if first is not None:
        sig = Signature([Parameter(first, Parameter.POSITIONAL_OR_KEYWORD), *sig.parameters.values()],
                        return_annotation=sig.return_annotation, __validate_parameters__=False)
    if sig.return_annotation is not _empty:
        notes["return"] = sig.return_annotation
    for p in sig.parameters.values():
        kind = int(p.kind)
        if kind < 2:
            args.append(p.name)
            if p.default is not _empty:
                defaults.append(p.default)
        elif kind == 2:
            varargs = p.name
        elif kind == 3:
            kwonly.append(p.name)
            if p.default is not _empty:
                kwdefaults[p.name] = p.default
        else:
            varkw = p.name
        if p.annotation is not _empty:
            notes[p.name] = p.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, notes)


def _complain(func, spec, positional, named):
    """Raises what CPython raises for a call that does not fit."""
    name = func.__name__
    if len(positional) > len(spec.args) and not spec.varargs:
        count, most = len(positional), len(spec.args)
        least = most - len(spec.defaults or ())
        takes = f"from {least} to {most}" if least != most else most
        raise TypeError(f"{name}() takes {takes} positional argument{'s' if most != 1 else ''} "
                        f"but {count} {'was' if count == 1 else 'were'} given")
    for key in named:
        if key in spec.args[:len(positional)]:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        if key not in spec.args and key not in spec.kwonlyargs and not spec.varkw:
            raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
    needed = spec.args[len(positional):len(spec.args) - len(spec.defaults or ())]
    only = [key for key in spec.kwonlyargs if key not in (spec.kwonlydefaults or {})]
    for kind, names in (("positional", needed), ("keyword-only", only)):
        missing = [repr(key) for key in names if key not in named]
        if missing:
            listed = missing[0] if len(missing) == 1 else " and ".join(missing) if len(missing) == 2 else \
                ", ".join(missing[:-1]) + f", and {missing[-1]}"
            raise TypeError(f"{name}() missing {len(missing)} required {kind} argument"
                            f"{'s' if len(missing) != 1 else ''}: {listed}")


def getcallargs(func, /, *positional, **named):
    """The parameters of a function with what a call would bind to them."""
    spec = getfullargspec(func)
    _complain(func, spec, ((func.__self__,) if ismethod(func) else ()) + positional, named)
    if ismethod(func):
        positional = (func.__self__,) + positional
    values = dict(zip(spec.args, positional))
    if spec.varargs:
        values[spec.varargs] = tuple(positional[len(spec.args):])
    if spec.varkw:
        values[spec.varkw] = {}
    for name, value in named.items():
        if name in spec.args or name in spec.kwonlyargs:
            values[name] = value
        else:
            values[spec.varkw][name] = value
    defaults = spec.defaults or ()
    for name, value in zip(spec.args[len(spec.args) - len(defaults):], defaults):
        values.setdefault(name, value)
    for name, value in (spec.kwonlydefaults or {}).items():
        values.setdefault(name, value)
    return values


def getattr_static(obj, attr, default=_empty):
    """An attribute as it is stored: no property is computed."""
    own = getattr(obj, "__dict__", {}) if not isclass(obj) else {}
    for base in (obj if isclass(obj) else type(obj)).__mro__:
        if attr in base.__dict__:
            found = base.__dict__[attr]
            if attr in own and not isdatadescriptor(found):
                return own[attr]
            return found
    if attr in own:
        return own[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def isdatadescriptor(obj):
    if isclass(obj) or ismethod(obj) or isfunction(obj):
        return False
    return hasattr(type(obj), "__set__") or hasattr(type(obj), "__delete__")


def ismethoddescriptor(obj):
    if isclass(obj) or ismethod(obj) or isfunction(obj) or isbuiltin(obj):
        return False
    return hasattr(type(obj), "__get__") and not hasattr(type(obj), "__set__")


def iscode(obj):
    return isinstance(obj, _types.CodeType)


def isframe(obj):
    return isinstance(obj, _types.FrameType)


def istraceback(obj):
    return isinstance(obj, _types.TracebackType)


def isgetsetdescriptor(obj):
    return isinstance(obj, _types.GetSetDescriptorType)


def ismemberdescriptor(obj):
    return isinstance(obj, _types.MemberDescriptorType)


def iscoroutine(obj):
    return False


isawaitable = isasyncgen = isasyncgenfunction = iscoroutine

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a function, class or module."""
    if eval_str:
        from typing import get_type_hints
        return get_type_hints(obj, globals, locals)
    found = obj.__dict__.get("__annotations__") if isclass(obj) else getattr(obj, "__annotations__", None)
    return dict(found or {})


def formatannotation(annotation, base_module=None):
    return _show(annotation, base_module)


FrameInfo = _namedtuple("FrameInfo", ["frame", "filename", "lineno", "function", "code_context", "index"])


def currentframe():
    """The frame of the caller."""
    return _sys._getframe(1)


ArgInfo = _namedtuple("ArgInfo", ["args", "varargs", "keywords", "locals"])


def getargvalues(frame):
    """What a frame's function was called with: its parameters' names and all of its variables."""
    code = frame.f_code
    names = list(code.co_varnames)
    count = code.co_argcount + code.co_kwonlyargcount
    args, rest = names[:count], names[count:]
    varargs = rest.pop(0) if code.co_flags & 4 else None
    keywords = rest.pop(0) if code.co_flags & 8 else None
    return ArgInfo(args, varargs, keywords, frame.f_locals)


Traceback = _namedtuple("Traceback", ["filename", "lineno", "function", "code_context", "index"])


def getframeinfo(frame, context=1):
    """The file, the line and the function of a frame or of an entry of a traceback."""
    number = None
    if hasattr(frame, "tb_frame"):
        frame, number = frame.tb_frame, frame.tb_lineno
    return Traceback(*_frame(frame, context, number)[1:])


def _frame(frame, context, number=None):
    number = frame.f_lineno if number is None else number
    code = frame.f_code
    try:
        with open(code.co_filename, encoding="utf-8") as file:
            lines = file.read().splitlines(True)
    except OSError:
        lines = []
    # Some lines around, as many before as after where the file has them.
    first = max(0, min(number - 1 - context // 2, len(lines) - context))
    shown = lines[first:first + context] if lines and context > 0 else None
    return FrameInfo(frame, code.co_filename, number, code.co_name, shown, number - 1 - first if shown else None)


def _frames(frame, context):
    found = []
    while frame is not None:
        found.append(_frame(frame, context))
        frame = frame.f_back
    return found


def getouterframes(frame, context=1):
    """A frame and its callers."""
    return _frames(frame, context)


def getinnerframes(tb, context=1):
    """The frames from where an exception was caught to where it was raised."""
    found = []
    while tb is not None:
        found.append(_frame(tb.tb_frame, context, tb.tb_lineno))
        tb = tb.tb_next
    return found


def trace(context=1):
    """The frames between this one and where the exception that is handled was raised."""
    return getinnerframes(_sys.exc_info()[2], context)


ClosureVars = _namedtuple("ClosureVars", "nonlocals globals builtins unbound", module="inspect")


def getclosurevars(func):
    """The variables outside of a function that it uses."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    import builtins
    code = func.__code__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    spaces = func.__globals__, vars(builtins)
    known, built, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in spaces[0]:
            known[name] = spaces[0][name]
        elif name in spaces[1]:
            built[name] = spaces[1][name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, known, built, unbound)


def stack(context=1):
    """The caller's frame and its callers."""
    return _frames(_sys._getframe(1), context)
