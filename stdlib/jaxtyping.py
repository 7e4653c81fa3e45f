"""Shapes as annotations: `Float[Tensor, "batch 1 28 28"]`.

The notation is jaxtyping's. A function whose annotations use it is checked when it is called and when it returns, an
annotated assignment when it is made; axis names mean one size within a call. `isinstance` works too.

An axis is a size (`28`), a name (`batch`), a name with its size (`name=4`), arithmetic with names bound before (`n-4`,
`2*n`), `_` for any size, `#n` for a size of 1 or n, `...` for any number of axes and `*name` for any number with a name.
"""

import functools as _functools
import re as _re

try:
    import _contracts
except ImportError:
    # Another Python: every check is made below.
    _contracts = None

__all__ = [
    "AbstractArray", "AbstractDtype", "AnnotationError", "BFloat16", "Bool", "Complex", "Complex128", "Complex64", "Float",
    "Float16", "Float32", "Float64", "Inexact", "Int", "Int16", "Int32", "Int64", "Int8", "Integer", "Num", "Real",
    "Shaped", "TypeCheckError", "UInt", "UInt16", "UInt32", "UInt64", "UInt8", "jaxtyped", "print_bindings",
]


class TypeCheckError(TypeError):
    """A value that is not as its annotation says."""


class AnnotationError(Exception):
    """An annotation that cannot be understood, or not yet."""


TypeCheckError.__module__ = AnnotationError.__module__ = "jaxtyping"

_FLOATS = ("float32", "float64", "float16", "bfloat16")
_INTS = ("int64", "int32", "int16", "int8")
_UINTS = ("uint8", "uint16", "uint32", "uint64")
_COMPLEX = ("complex64", "complex128")


class _Calls:
    """What is bound in the calls that are going on, where nobody else keeps it: name -> (size, where it was bound)."""

    def __init__(self):
        self._stack = []
        self.push = self._stack.append
        self.pop = self._stack.pop

    def current(self):
        return self._stack[-1] if self._stack else None

    def fits(self, prepared, value, name):
        return False


# The native checks say yes quickly; where they do not, the value is looked at closely below.
_state = _contracts if _contracts is not None else _Calls()

_ANY, _FIXED, _NAMED, _COMPUTED, _MANY, _NAMED_MANY = range(6)
_MISSING = object()


class _Axis:
    __slots__ = ("kind", "text", "value", "broadcasts")

    def __init__(self, kind, text, value=None, broadcasts=False):
        self.kind = kind
        self.text = text
        self.value = value
        self.broadcasts = broadcasts


_NAME = _re.compile(r"[A-Za-z_]\w*\Z")
_TERM = _re.compile(r"\s*(\d+|[A-Za-z_]\w*|//|[-+*()%{}])")


def _axis(text):
    word = text
    broadcasts = many = anonymous = False
    while word and word[0] in "#*_?":
        sign, word = word[0], word[1:]
        if sign == "#":
            broadcasts = True
        elif sign == "*":
            many = True
        elif sign == "_":
            anonymous = True
    if word == "...":
        return _Axis(_MANY, text)
    # `name=4` is documentation for 4.
    if "=" in word:
        word = word.split("=", 1)[1]
    if anonymous:
        return _Axis(_MANY if many else _ANY, text)
    if word.isdigit():
        if many:
            raise ValueError("Cannot have a fixed axis be variadic.")
        return _Axis(_FIXED, text, int(word), broadcasts)
    if _NAME.match(word):
        return _Axis(_NAMED_MANY if many else _NAMED, text, word, broadcasts)
    if many:
        raise ValueError("Cannot have a symbolic axis be variadic.")
    return _Axis(_COMPUTED, text, _expression(word, text), broadcasts)


def _expression(word, text):
    """The terms of an axis such as `n-4`, checked for being arithmetic."""
    terms = []
    position = 0
    while position < len(word):
        match = _TERM.match(word, position)
        if match is None:
            raise ValueError(f"The axis {text!r} is not understood: a size, a name or arithmetic with names is wanted.")
        terms.append(match.group(1))
        position = match.end()
    return terms


class _Unbound(Exception):
    pass


def _compute(terms, bound):
    """The value of an axis expression."""
    position = 0

    def peek():
        return terms[position] if position < len(terms) else None

    def take():
        nonlocal position
        term = peek()
        position += 1
        return term

    def atom():
        term = take()
        if term == "-":
            return -atom()
        if term in ("(", "{"):
            value = total()
            take()
            return value
        if term is None:
            raise _Unbound("nothing")
        if term.isdigit():
            return int(term)
        known = bound.get(term)
        if known is None:
            raise _Unbound(term)
        return known[0]

    def product():
        value = atom()
        while peek() in ("*", "//", "%"):
            sign = take()
            other = atom()
            if sign == "*":
                value *= other
            elif other == 0:
                raise _Unbound("a division by zero")
            else:
                value = value // other if sign == "//" else value % other
        return value

    def total():
        value = product()
        while peek() in ("+", "-"):
            value = value + product() if take() == "+" else value - product()
        return value

    return total()


@_functools.lru_cache(maxsize=None)
def _axes(text):
    axes = tuple(_axis(word) for word in text.split())
    if sum(axis.kind >= _MANY for axis in axes) > 1:
        raise ValueError("Cannot use variadic specifiers (`*name` or `...`) more than once.")
    return axes


_dtype_names = {}


def _dtype_name(dtype):
    name = _dtype_names.get(dtype)
    if name is None:
        name = str(dtype)
        name = _dtype_names[dtype] = name[6:] if name.startswith("torch.") else name
    return name


class _Array:
    """What `Float[Tensor, "batch 3"]` is."""

    def __init__(self, dtype, array_type, text):
        self.array_type = array_type
        self.dtype = dtype
        self.dim_str = text
        self._names = dtype._names
        self._axes = _axes(text)
        # The common case, without names: one comparison.
        self._fixed = tuple(a.value for a in self._axes) if all(
            a.kind == _FIXED and not a.broadcasts for a in self._axes) else None
        self._prepared = None
        place = (getattr(array_type, "__module__", ""), getattr(array_type, "__name__", ""))
        if _contracts is not None and place == ("torch", "Tensor"):
            types = 0 if self._names is None else _contracts.types(self._names)
            if types or self._names is None:
                self._prepared = _contracts.prepare(types, [(a.kind, a.value, a.broadcasts) for a in self._axes])
        self._many = next((i for i, a in enumerate(self._axes) if a.kind >= _MANY), -1)
        array = getattr(array_type, "__name__", str(array_type))
        self.__name__ = f"{dtype.__name__}[{array}, {text!r}]"
        self.__qualname__ = self.__name__
        self.__module__ = "jaxtyping"

    def __repr__(self):
        return f"<class 'jaxtyping.{self.__name__}'>"

    def __or__(self, other):
        return _Either((self, other))

    def __ror__(self, other):
        return _Either((other, self))

    def __instancecheck__(self, value):
        if _state.fits(self._prepared, value, None):
            return True
        now = _state.current()
        # Outside of a checked call, names are not remembered.
        if now is None:
            return self._trouble(value, {}, "") is None
        bound = dict(now)
        if self._trouble(value, bound, "an earlier check") is not None:
            return False
        now.update(bound)
        return True

    def _trouble(self, value, bound, where):
        """Nothing, or what is wrong with the value. Names are bound as far as it is right."""
        if not isinstance(value, self.array_type):
            cure = ""
            if type(value).__module__.startswith("PIL"):
                cure = "; transforms.ToTensor() makes a tensor of a picture"
            name = type(value).__name__
            return f"it is {'an' if name[:1] in 'aeiouAEIOU' else 'a'} {name}{cure}"
        names = self._names
        if names is not None:
            name = _dtype_names.get(value.dtype) or _dtype_name(value.dtype)
            if name not in names:
                cure = _cast(self.dtype)
                return f"its dtype is {name}" + (f"; {cure} converts it" if cure else "")
        shape = value.shape
        if shape == self._fixed:
            return None
        axes = self._axes
        if self._many < 0:
            if len(shape) != len(axes):
                return self._wrong_rank(shape, len(axes))
            place = 0
            for axis in axes:
                size = shape[place]
                # The common cases, without a call.
                if not (axis.kind == _FIXED and axis.value == size):
                    if axis.kind == _NAMED and axis.value not in bound and not (axis.broadcasts and size == 1):
                        bound[axis.value] = (size, where)
                    else:
                        trouble = self._axis_trouble(axis, size, place, shape, bound, where)
                        if trouble is not None:
                            return trouble
                place += 1
            return None
        before = self._many
        after = len(axes) - before - 1
        if len(shape) < before + after:
            return self._wrong_rank(shape, before + after, at_least=True)
        for place in range(before):
            trouble = self._axis_trouble(axes[place], shape[place], place, shape, bound, where)
            if trouble is not None:
                return trouble
        axis = axes[before]
        middle = shape[before:len(shape) - after]
        if axis.kind == _NAMED_MANY:
            key = "*" + axis.value
            known = bound.get(key)
            if known is None:
                bound[key] = (middle, where)
            elif tuple(known[0]) != tuple(middle):
                wide = axis.broadcasts and all(
                    a == b or a == 1 for a, b in zip(reversed(middle), reversed(known[0])))
                if not wide:
                    return f"its shape is {list(shape)}: the axes {axis.text!r} are {list(middle)}, but {list(known[0])} in {known[1]}"
        for place in range(after):
            index = len(shape) - after + place
            trouble = self._axis_trouble(axes[before + 1 + place], shape[index], index, shape, bound, where)
            if trouble is not None:
                return trouble
        return None

    def _axis_trouble(self, axis, size, place, shape, bound, where):
        kind = axis.kind
        if kind == _ANY or (axis.broadcasts and size == 1):
            return None
        if kind == _FIXED:
            if size == axis.value:
                return None
            return f"its shape is {list(shape)}: axis {place} is {size}, where {axis.text} is wanted" + self._moved(shape)
        if kind == _NAMED:
            known = bound.get(axis.value)
            if known is None:
                bound[axis.value] = (size, where)
                return None
            if known[0] == size:
                return None
            if axis.broadcasts and known[0] == 1:
                bound[axis.value] = (size, where)
                return None
            return (f"its shape is {list(shape)}: axis {place}, {axis.value!r}, is {size}, "
                    f"but {axis.value!r} is {known[0]} in {known[1]}")
        try:
            wanted = _compute(axis.value, bound)
        except _Unbound as name:
            raise AnnotationError(
                f"Cannot process symbolic axis {axis.text!r} as some axis names have not been processed: {name}. "
                "Names must be bound by an axis that stands before.") from None
        if size == wanted:
            return None
        return f"its shape is {list(shape)}: axis {place} is {size}, where {axis.text} = {wanted} is wanted"

    def _wrong_rank(self, shape, wanted, at_least=False):
        """Says which axis is missing or too many, and the cure where it is plain."""
        count = len(shape)
        least = "at least " if at_least else ""
        text = f"its shape is {list(shape)}: {count} {'axis' if count == 1 else 'axes'}, where {least}{wanted} are wanted"
        if wanted == 1:
            text = text.replace("are wanted", "is wanted")
        axes = self._axes
        can_be_one = axes[0].kind != _FIXED or axes[0].value == 1 if axes else False
        if not at_least and count == wanted - 1 and can_be_one and self._fits(axes[1:], shape):
            text += f"; the axis {axes[0].text!r} is missing: x[None, :] adds it with size 1"
        elif not at_least and count == wanted + 1 and shape[0] == 1 and self._fits(axes, shape[1:]):
            text += "; x[0] or x.squeeze(0) takes away the first axis, of size 1"
        elif not at_least and count > wanted == 2:
            text += "; x.flatten(1) keeps the first axis and joins the rest"
        return text

    def _moved(self, shape):
        """The cure for channels last where they should be first."""
        wanted = [axis.value if axis.kind == _FIXED else None for axis in self._axes]
        if len(shape) >= 3 and None not in wanted[-3:]:
            height, width, channels = shape[-3:]
            if wanted[-3:] == [channels, height, width]:
                order = list(range(len(shape) - 3)) + [len(shape) - 1, len(shape) - 3, len(shape) - 2]
                return f"; x.permute({', '.join(map(str, order))}) puts the channels first"
        return ""

    def _fits(self, axes, shape):
        return all(axis.kind != _FIXED or axis.value == size for axis, size in zip(axes, shape))

    @staticmethod
    def __gradus_contract__(function):
        return _contract(function)

    def __gradus_assign__(self, value, name):
        """Called after `name: annotation = value`."""
        if _state.fits(self._prepared, value, name):
            return
        bound = _state.current()
        trouble = self._trouble(value, {} if bound is None else bound, f"{name!r}")
        if trouble is not None:
            raise TypeCheckError(f"{name!r} should be {self.__name__}, but {trouble}")


class _Either:
    """`Float[Tensor, "n"] | None`"""

    def __init__(self, choices):
        self.choices = choices

    def __or__(self, other):
        return _Either(self.choices + (other,))

    def __ror__(self, other):
        return _Either((other,) + self.choices)

    def __repr__(self):
        return " | ".join(getattr(choice, "__name__", repr(choice)) for choice in self.choices)

    @property
    def __name__(self):
        return repr(self)

    def __instancecheck__(self, value):
        return any(value is None if choice is None else isinstance(value, choice) for choice in self.choices)

    def _trouble(self, value, bound, where):
        trouble = None
        for choice in self.choices:
            if isinstance(choice, _Array):
                attempt = dict(bound)
                trouble = choice._trouble(value, attempt, where)
                if trouble is None:
                    bound.update(attempt)
                    return None
            elif choice is None:
                if value is None:
                    return None
            elif isinstance(choice, type) and isinstance(value, choice):
                return None
        return trouble

    @staticmethod
    def __gradus_contract__(function):
        return _contract(function)


def _cast(dtype):
    name = dtype.__name__
    return {"Float": "x.float()", "Float32": "x.float()", "Float64": "x.double()", "Inexact": "x.float()", "Int": "x.long()",
            "Int64": "x.long()", "Integer": "x.long()", "Bool": "x.bool()", "Int32": "x.int()"}.get(name, "")


def _prepared(annotation):
    """What the native check needs of an annotation, and whether it allows None; no native check for other alternatives."""
    if isinstance(annotation, _Array):
        return annotation._prepared, False
    if isinstance(annotation, _Either) and len(annotation.choices) == 2 and None in annotation.choices:
        array = next((choice for choice in annotation.choices if choice is not None), None)
        if isinstance(array, _Array):
            return array._prepared, True
    return None, False


def _contract(function):
    """The function with its arguments and its result checked against their annotations."""
    annotations = function.__annotations__
    code = function.__code__
    names = code.co_varnames[:code.co_argcount]
    checks = tuple((place, name, annotations[name], f"argument {name!r}") for place, name in enumerate(names)
                   if isinstance(annotations.get(name), (_Array, _Either)))
    by_keyword = {name: annotation for name, annotation in annotations.items()
                  if name != "return" and isinstance(annotation, (_Array, _Either))}
    result_annotation = annotations.get("return")
    if not isinstance(result_annotation, (_Array, _Either)):
        result_annotation = None
    title = function.__qualname__.replace("<locals>.", "")

    def refuse(name, annotation, trouble):
        raise TypeCheckError(f"{title}() argument {name!r} should be {annotation.__name__}, but {trouble}")

    def look(args, kwargs):
        """Begins a call whose arguments are looked at closely."""
        bound = {}
        count = len(args)
        for place, name, annotation, where in checks:
            if place < count:
                trouble = annotation._trouble(args[place], bound, where)
                if trouble is not None:
                    refuse(name, annotation, trouble)
        for name in kwargs:
            annotation = by_keyword.get(name)
            if annotation is not None:
                trouble = annotation._trouble(kwargs[name], bound, f"argument {name!r}")
                if trouble is not None:
                    refuse(name, annotation, trouble)
        _state.push(bound)

    def look_at_result(result):
        if result_annotation is not None:
            trouble = result_annotation._trouble(result, _state.current(), "the result")
            if trouble is not None:
                raise TypeCheckError(f"{title}() should return {result_annotation.__name__}, but {trouble}")

    if _contracts is not None:
        places = {name: place for place, name, _, _ in checks}
        parameters = []
        for name, annotation in sorted(by_keyword.items(), key=lambda item: places.get(item[0], len(names))):
            prepared, optional = _prepared(annotation)
            parameters.append((places.get(name, -1), name, prepared, optional, f"argument {name!r}"))
        result_prepared, result_optional = _prepared(result_annotation)
        enter, leave = _contracts.around(parameters, None if result_optional else result_prepared)
        leaves = result_annotation is not None and (result_prepared is None or result_optional)
    else:
        leaves = result_annotation is not None
        enter = lambda args, kwargs: False
        leave = lambda result: True
    pop = _state.pop

    if leaves:
        def checked(*args, **kwargs):
            if not enter(args, kwargs):
                look(args, kwargs)
            try:
                result = function(*args, **kwargs)
                look_at_result(result)
                return result
            finally:
                pop()
    elif result_annotation is not None:
        def checked(*args, **kwargs):
            if not enter(args, kwargs):
                look(args, kwargs)
            try:
                result = function(*args, **kwargs)
                if not leave(result):
                    look_at_result(result)
                return result
            finally:
                pop()
    else:
        def checked(*args, **kwargs):
            if not enter(args, kwargs):
                look(args, kwargs)
            try:
                return function(*args, **kwargs)
            finally:
                pop()

    for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__defaults__", "__kwdefaults__"):
        try:
            setattr(checked, name, getattr(function, name))
        except (AttributeError, TypeError):
            pass
    checked.__dict__.update(function.__dict__)
    checked.__wrapped__ = function
    checked._is_contract = True
    return checked


_known = {}


class _DtypeMeta(type):
    def __getitem__(cls, item):
        if not isinstance(item, tuple) or len(item) != 2:
            raise ValueError(
                "As of jaxtyping v0.2.0, type annotations must now include both an array type and a shape. For example "
                "`Float[jax.Array, 'foo bar']`.\nEllipsis can be used to accept any shape: `Float[jax.Array, '...']`.")
        # An annotated assignment asks again each time.
        array_type, text = item
        known = _known.get((cls, item)) if isinstance(text, str) else None
        if known is not None:
            return known
        if not isinstance(text, str):
            raise ValueError("Shape specification must be a string. Axes should be separated with spaces.")
        if isinstance(array_type, _Array):
            text = (text + " " + array_type.dim_str).strip()
            array_type = array_type.array_type
        made = _Array(cls, array_type, text)
        if len(_known) < 1024:
            _known[cls, item] = made
        return made


class AbstractDtype:
    """The base of `Float`, `Int` and the others."""

    _names = None

    def __init__(self, *args, **kwargs):
        raise RuntimeError("AbstractDtype cannot be instantiated. Perhaps you wrote e.g. `Float32(\"shape\")` when you "
                           "meant `Float32[jnp.ndarray, \"shape\"]`?")

    def __class_getitem__(cls, item):
        return _DtypeMeta.__getitem__(cls, item)


AbstractArray = _Array


def _dtype(name, names, doc):
    return type(name, (AbstractDtype,), {"_names": names, "__doc__": doc, "__module__": "jaxtyping"})


Shaped = _dtype("Shaped", None, "Any dtype.")
Bool = _dtype("Bool", ("bool",), "True or False.")
Float = _dtype("Float", _FLOATS, "Any floating point numbers.")
Int = _dtype("Int", _INTS, "Any signed integers.")
UInt = _dtype("UInt", _UINTS, "Any unsigned integers.")
Integer = _dtype("Integer", _INTS + _UINTS, "Any integers.")
Complex = _dtype("Complex", _COMPLEX, "Any complex numbers.")
Inexact = _dtype("Inexact", _FLOATS + _COMPLEX, "Floating point or complex numbers.")
Real = _dtype("Real", _FLOATS + _INTS + _UINTS, "Floating point numbers or integers.")
Num = _dtype("Num", _FLOATS + _INTS + _UINTS + _COMPLEX, "Any numbers.")
Float16 = _dtype("Float16", ("float16",), "float16")
Float32 = _dtype("Float32", ("float32",), "float32")
Float64 = _dtype("Float64", ("float64",), "float64")
BFloat16 = _dtype("BFloat16", ("bfloat16",), "bfloat16")
Int8 = _dtype("Int8", ("int8",), "int8")
Int16 = _dtype("Int16", ("int16",), "int16")
Int32 = _dtype("Int32", ("int32",), "int32")
Int64 = _dtype("Int64", ("int64",), "int64")
UInt8 = _dtype("UInt8", ("uint8",), "uint8")
UInt16 = _dtype("UInt16", ("uint16",), "uint16")
UInt32 = _dtype("UInt32", ("uint32",), "uint32")
UInt64 = _dtype("UInt64", ("uint64",), "uint64")
Complex64 = _dtype("Complex64", ("complex64",), "complex64")
Complex128 = _dtype("Complex128", ("complex128",), "complex128")


def jaxtyped(function=_MISSING, *, typechecker=None):
    """Annotations are checked already; this is for programs that ask for it. Classes are given back as they are."""
    if function is _MISSING:
        return lambda wrapped: jaxtyped(wrapped, typechecker=typechecker)
    if isinstance(function, type) or getattr(function, "_is_contract", False) or not hasattr(function, "__code__"):
        return function
    return _contract(function)


def print_bindings():
    """Prints what the axis names of the call that is going on are bound to."""
    for name, (value, _) in (_state.current() or {}).items():
        print(f"{name}={value}")
