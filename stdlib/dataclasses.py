"""Classes that mainly hold data."""

import copy as _copy
import keyword as _keyword
import sys as _sys
import types as _types
from reprlib import recursive_repr as _recursive_repr

from _classes import define as _define

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_EMPTY_METADATA = _types.MappingProxyType({})


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind("_FIELD")
_FIELD_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Kind("_FIELD_INITVAR")


class InitVar:
    """Marks a parameter of __init__ that is no field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field of a dataclass."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else _types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr("...")
    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return (f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},"
                f"unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Says more about a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# What annotations say


def _is_named(annotation, cls, name, home, target):
    """Whether an annotation written as text means one of the names that matter here."""
    head = annotation.split("[")[0].strip()
    prefix, _, last = head.rpartition(".")
    scope = getattr(_sys.modules.get(cls.__module__), "__dict__", {})
    if not prefix:
        found = scope.get(last)
        return found is target if found is not None else last == name
    module = scope.get(prefix)
    return getattr(module, last, None) is target if module is not None else head == f"{home}.{name}"


def _is_classvar(annotation, cls):
    typing = _sys.modules.get("typing")
    if isinstance(annotation, str):
        return "ClassVar" in annotation and _is_named(annotation, cls, "ClassVar", "typing", getattr(typing, "ClassVar", None))
    if typing is None:
        return False
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_initvar(annotation, cls):
    if isinstance(annotation, str):
        return "InitVar" in annotation and _is_named(annotation, cls, "InitVar", "dataclasses", InitVar)
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, cls):
    if isinstance(annotation, str):
        return "KW_ONLY" in annotation and _is_named(annotation, cls, "KW_ONLY", "dataclasses", KW_ONLY)
    return annotation is KW_ONLY


def _field_of(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, _types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation, cls):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation, cls):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


# The functions of a dataclass, written as source


def _signature_and_body(fields, ordinary, keyword_only, frozen, self_name, has_post_init, names):
    seen_default = None
    for f in ordinary:
        if not (f.default is MISSING and f.default_factory is MISSING):
            seen_default = f
        elif seen_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")

    def parameter(f):
        names[f"_type_{f.name}"] = f.type
        if f.default is MISSING and f.default_factory is MISSING:
            default = ""
        elif f.default is not MISSING:
            default = f"=_dflt_{f.name}"
        else:
            default = "=_HAS_DEFAULT_FACTORY"
        return f"{f.name}:_type_{f.name}{default}"

    def assign(name, value):
        if frozen:
            return f"_set_attribute({self_name},{name!r},{value})"
        return f"{self_name}.{name}={value}"

    parameters = [parameter(f) for f in ordinary]
    if keyword_only:
        parameters += ["*"] + [parameter(f) for f in keyword_only]
    body = []
    for f in fields:
        default = f"_dflt_{f.name}"
        value = f.name
        if f.default_factory is not MISSING:
            names[default] = f.default_factory
            value = f"{default}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}" if f.init else f"{default}()"
        elif f.init:
            if f.default is not MISSING:
                names[default] = f.default
        elif f.default is not MISSING and f._slotted:
            names[default] = f.default
            value = default
        else:
            continue
        if f._field_type is not _FIELD_INITVAR:
            body.append(assign(f.name, value))
    if has_post_init:
        given = ",".join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.__post_init__({given})")
    return parameters, body or ["pass"]


class _Plan:
    """A field as the writer of __init__ sees it."""

    def __init__(self, f, slotted):
        self.name, self.type, self.default, self.default_factory = f.name, f.type, f.default, f.default_factory
        self.init, self.kw_only, self._field_type, self._slotted = f.init, f.kw_only, f._field_type, slotted


def _write(cls, name, parameters, body, names, returns=""):
    text = f"def {name}({', '.join(parameters)}){returns}:\n" + "\n".join("  " + line for line in body) + "\n"
    space = dict(names)
    space["__name__"] = cls.__module__
    _define(text, space)
    function = space[name]
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


def _make_init(cls, fields, frozen, slots):
    plans = [_Plan(f, slots) for f in fields]
    ordinary = [f for f in plans if f.init and not f.kw_only]
    keyword_only = [f for f in plans if f.init and f.kw_only]
    self_name = "__dataclass_self__" if any(f.name == "self" for f in fields) else "self"
    names = {"_HAS_DEFAULT_FACTORY": _HAS_DEFAULT_FACTORY, "_set_attribute": object.__setattr__}
    parameters, body = _signature_and_body(
        plans, ordinary, keyword_only, frozen, self_name, hasattr(cls, "__post_init__"), names)
    return _write(cls, "__init__", [self_name] + parameters, body, names, "->None")


def _make_repr(cls, fields):
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in fields)
    body = [
        "key = _id(self)",
        "if key in _running: return '...'",
        "_running.add(key)",
        "try:",
        f"  return f'{{self.__class__.__qualname__}}({shown})'",
        "finally:",
        "  _running.discard(key)",
    ]
    return _write(cls, "__repr__", ["self"], body, {"_id": id, "_running": set()})


def _values(prefix, fields):
    return "(" + "".join(f"{prefix}.{f.name}," for f in fields) + ")"


def _make_comparison(cls, name, operator, fields):
    body = [
        "if other.__class__ is self.__class__:",
        f"  return {_values('self', fields)}{operator}{_values('other', fields)}",
        "return NotImplemented",
    ]
    return _write(cls, name, ["self", "other"], body, {})


def _make_hash(cls, fields):
    return _write(cls, "__hash__", ["self"], [f"return hash({_values('self', fields)})"], {})


def _make_frozen(cls, fields):
    names = frozenset(f.name for f in fields)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    for function in (__setattr__, __delattr__):
        function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
    return __setattr__, __delattr__


def _show_annotation(annotation):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, _types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _signature_text(fields):
    parts = []
    for f in [f for f in fields if not f.kw_only] + [f for f in fields if f.kw_only]:
        if not f.init:
            continue
        if f.kw_only and "*" not in parts:
            parts.append("*")
        text = f"{f.name}: {_show_annotation(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return f"({', '.join(parts)})"


def _add(cls, name, value):
    """Adds what the class does not define itself; true where it does."""
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    any_frozen = has_bases = False
    all_frozen = None
    for base in cls.__mro__[-1:0:-1]:
        base_fields = base.__dict__.get("__dataclass_fields__")
        if base_fields is not None:
            has_bases = True
            for f in base_fields.values():
                fields[f.name] = f
            if all_frozen is None:
                all_frozen = True
            is_frozen = base.__dict__["__dataclass_params__"].frozen
            all_frozen = all_frozen and is_frozen
            any_frozen = any_frozen or is_frozen
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation, cls):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            own.append(_field_of(cls, name, annotation, kw_only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    parameters = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    real = [f for f in fields.values() if f._field_type is _FIELD]
    if init:
        written = _make_init(cls, parameters, frozen, slots)
        _add(cls, "__init__", written)
    if repr and "__repr__" not in cls.__dict__:
        cls.__repr__ = _make_repr(cls, [f for f in real if f.repr])
    compared = [f for f in real if f.compare]
    if eq and "__eq__" not in cls.__dict__:
        cls.__eq__ = _make_comparison(cls, "__eq__", "==", compared)
    if order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _add(cls, name, _make_comparison(cls, name, operator, compared)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if frozen:
        for function in _make_frozen(cls, real):
            if _add(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _make_hash(cls, [f for f in real if (f.compare if f.hash is None else f.hash)])
    elif eq and not has_explicit_hash:
        cls.__hash__ = _make_hash(cls, [f for f in real if (f.compare if f.hash is None else f.hash)]) if frozen else None
    if not getattr(cls, "__doc__"):
        if init and cls.__init__ is written:
            text = _signature_text(parameters)
        else:
            import inspect
            text = str(inspect.signature(cls)).replace(" -> None", "")
        cls.__doc__ = cls.__name__ + text
    if match_args:
        _add(cls, "__match_args__", tuple(f.name for f in parameters if f.init and not f.kw_only))
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot, real)
    if getattr(cls, "__abstractmethods__", None):
        # Some of them may be among the methods that were added.
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)


def _with_slots(cls, frozen, weakref_slot, real):
    """The class again, with slots: they cannot be added to one that is there."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in real)
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    if frozen:
        for function in _make_frozen(made, real):
            setattr(made, function.__name__, function)
        for name, function in (("__getstate__", _getstate), ("__setstate__", _setstate)):
            if name not in cls.__dict__:
                setattr(made, name, function)
    return made


def _getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class __init__, __repr__, __eq__ … from its annotations."""
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# Functions on dataclasses


def fields(class_or_instance):
    """The fields of a dataclass or of one of its instances."""
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) and not isinstance(obj, _types.GenericAlias) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


_atomic = frozenset((int, float, bool, complex, str, bytes, type(None)))


def asdict(obj, *, dict_factory=dict):
    """A dictionary of the fields, those of dataclasses inside included."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as_dict(obj, dict_factory)


def _as_dict(obj, dict_factory):
    kind = type(obj)
    if kind in _atomic:
        return obj
    if hasattr(kind, "__dataclass_fields__"):
        return dict_factory([(f.name, _as_dict(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_as_dict(value, dict_factory) for value in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_as_dict(value, dict_factory) for value in obj])
    if isinstance(obj, dict):
        return kind((_as_dict(k, dict_factory), _as_dict(v, dict_factory)) for k, v in obj.items())
    return _copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """A tuple of the fields, those of dataclasses inside included."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def _as_tuple(obj, tuple_factory):
    kind = type(obj)
    if kind in _atomic:
        return obj
    if hasattr(kind, "__dataclass_fields__"):
        return tuple_factory([_as_tuple(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_as_tuple(value, tuple_factory) for value in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_as_tuple(value, tuple_factory) for value in obj])
    if isinstance(obj, dict):
        return kind((_as_tuple(k, tuple_factory), _as_tuple(v, tuple_factory)) for k, v in obj.items())
    return _copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A dataclass from a name and its fields."""
    names = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, names[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if _keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    names["__annotations__"] = annotations
    names.setdefault("__module__", "types")
    made = _types.new_class(cls_name, bases, {}, lambda space: space.update(names))
    return dataclass(made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A copy with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
