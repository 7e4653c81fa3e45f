"""Looking at functions, classes and modules."""

import sys as _sys
import types as _types
from collections import namedtuple as _namedtuple
from functools import partial as _partial

try:
    from _gradus import source as _source
except ImportError:
    def _source(function):
        raise OSError("could not get source code")

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


def _show(annotation):
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", "__main__") and annotation.__module__ == "builtins":
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

    def __init__(self, parameters=(), *, return_annotation=_empty):
        self.parameters = _types.MappingProxyType({p.name: p for p in parameters})
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

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        values = {}
        args = list(args)
        kwargs = dict(kwargs)
        for name, p in self.parameters.items():
            kind = int(p.kind)
            if kind == 2:
                if args:
                    values[name] = tuple(args)
                    args = []
            elif kind == 4:
                if kwargs:
                    values[name] = kwargs
                    kwargs = {}
            elif args and kind < 2:
                if name in kwargs and kind == 1:
                    raise TypeError(f"multiple values for argument {name!r}")
                values[name] = args.pop(0)
            elif name in kwargs and kind != 0:
                values[name] = kwargs.pop(name)
            elif p.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, values)


def _signature_from_text(obj):
    """The signature of a layer or function of torch, which its documentation begins with; None for others."""
    if not str(getattr(obj, "__module__", "")).startswith("torch."):
        return None
    head = (obj.__doc__ or "").partition("\n")[0].partition(" -> ")[0]
    name = obj.__name__
    if not head.startswith(name + "(") or not head.endswith(")"):
        return None
    parts, depth = [""], 0
    for sign in head[len(name) + 1:-1]:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    parameters, kind = [], Parameter.POSITIONAL_OR_KEYWORD
    for part in map(str.strip, parts):
        word, _, default = part.partition("=")
        if word in ("", "/"):
            continue
        if word == "*":
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
    return Signature(parameters)


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


def signature(obj, *, follow_wrapped=True):
    """The signature of a callable."""
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if follow_wrapped:
        obj = unwrap(obj)
    if isinstance(obj, type):
        method = obj.__init__ if obj.__init__ is not object.__init__ else obj.__new__
        if not isfunction(method):
            if method is object.__new__ or obj.__init__ is object.__init__:
                return Signature()
            found = _signature_of_optimizer(obj) or _signature_from_text(obj)
            if found is None:
                raise ValueError(f"no signature found for builtin type {obj!r}")
            return found
        return _without_first(signature(method))
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if isinstance(obj, _partial):
        return _signature_of_partial(obj)
    if not isfunction(obj):
        call = getattr(type(obj), "__call__", None)
        if isfunction(call):
            return _without_first(signature(call))
        found = _signature_from_text(obj)
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
    while hasattr(func, "__wrapped__") and not isinstance(func, type):
        func = func.__wrapped__
    return func


def getsource(obj):
    """The text of a function's definition."""
    obj = unwrap(obj)
    text = _source(getattr(obj, "__func__", obj))
    if text is None:
        raise TypeError(f"source code not available: {obj!r}")
    return text


def getdoc(obj):
    doc = getattr(obj, "__doc__", None)
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
    return isfunction(obj) and bool(obj.__code__.co_flags & 32)


def iscoroutinefunction(obj):
    return False


def isroutine(obj):
    return isfunction(obj) or ismethod(obj) or isbuiltin(obj) or isinstance(obj, _types.MethodDescriptorType)


def isabstract(obj):
    return isinstance(obj, type) and bool(getattr(obj, "__abstractmethods__", None))


def getmembers(obj, predicate=None):
    found = []
    for name in dir(obj):
        try:
            value = getattr(obj, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


def getmodule(obj):
    import sys
    return sys.modules.get(getattr(obj, "__module__", None))


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
    if isfunction(obj):
        return obj.__code__.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                    + type(obj).__name__)


getsourcefile = getabsfile = getfile


def getsourcelines(obj):
    """The lines of a function's definition and the number of the first one."""
    obj = getattr(unwrap(obj), "__func__", obj)
    lines = getsource(obj).splitlines(True)
    return lines, getattr(getattr(obj, "__code__", None), "co_firstlineno", 0)


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
        sig = Signature([Parameter(func.__func__.__code__.co_varnames[0], Parameter.POSITIONAL_OR_KEYWORD),
                         *sig.parameters.values()], return_annotation=sig.return_annotation)
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


def getcallargs(func, /, *positional, **named):
    """The parameters of a function with what a call would bind to them."""
    signature(func).bind(*positional, **named)
    spec = getfullargspec(func)
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
    if isclass(obj) or ismethod(obj) or isfunction(obj):
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
    return _show(annotation)


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


def _frames(frame, context):
    found = []
    while frame is not None:
        code = frame.f_code
        try:
            with open(code.co_filename, encoding="utf-8") as file:
                lines = file.read().splitlines(True)[frame.f_lineno - 1:frame.f_lineno]
        except OSError:
            lines = None
        shown = lines if lines and context > 0 else None
        found.append(FrameInfo(frame, code.co_filename, frame.f_lineno, code.co_name, shown, 0 if shown else None))
        frame = frame.f_back
    return found


def getouterframes(frame, context=1):
    """A frame and its callers."""
    return _frames(frame, context)


def stack(context=1):
    """The caller's frame and its callers."""
    return _frames(_sys._getframe(1), context)
