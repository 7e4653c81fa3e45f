"""Classes that mainly hold data."""

import sys as _sys

__all__ = ["FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "asdict", "astuple", "dataclass", "field", "fields",
           "is_dataclass", "make_dataclass", "replace"]


class FrozenInstanceError(AttributeError):
    pass


class _MissingType:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _MissingType()


class _KwOnlyType:
    pass


KW_ONLY = _KwOnlyType()


class InitVar:
    """Marks a parameter of __init__ that is no field."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field of a dataclass."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_kind")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata if metadata is not None else {}
        self.kw_only = kw_only
        self._kind = None

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Says more about a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(annotation):
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return "initvar"
    text = annotation if isinstance(annotation, str) else ""
    if text.startswith(("ClassVar", "typing.ClassVar")):
        return "class"
    if text.startswith(("InitVar", "dataclasses.InitVar")):
        return "initvar"
    if getattr(annotation, "_name", None) == "ClassVar" or getattr(getattr(annotation, "__origin__", None), "_name", None) == "ClassVar":
        return "class"
    return "field"


def _collect(cls, kw_only):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        for f in getattr(base, "__dataclass_fields__", {}).values() if "__dataclass_fields__" in base.__dict__ else ():
            fields[f.name] = f
    only = kw_only
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            f = default
        else:
            if type(default).__name__ == "member_descriptor":
                default = MISSING
            f = field(default=default)
        f.name = name
        f.type = annotation
        f._kind = _kind_of(annotation)
        if f._kind == "class":
            fields.pop(name, None)
            continue
        if f.kw_only is MISSING:
            f.kw_only = only
        if f.default_factory is MISSING and f.default is not MISSING and f.default.__class__.__hash__ is None:
            raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
        if isinstance(cls.__dict__.get(name), Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
        fields[name] = f
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return fields


def _make_init(cls, fields, frozen):
    positional = [f for f in fields if f.init and not f.kw_only]
    keyword = [f for f in fields if f.init and f.kw_only]
    order = positional + keyword
    initvars = [f.name for f in fields if f._kind == "initvar"]
    seen_default = False
    for f in positional:
        has_default = f.default is not MISSING or f.default_factory is not MISSING
        if has_default:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    names = [f.name for f in positional]
    known = {f.name for f in order}
    required = sum(1 for f in positional if f.default is MISSING and f.default_factory is MISSING)
    post = hasattr(cls, "__post_init__")
    title = f"{cls.__qualname__}.__init__()"
    put = object.__setattr__
    count = len(names)

    def listed(missing):
        quoted = [repr(name) for name in missing]
        if len(quoted) < 3:
            return " and ".join(quoted)
        return ", ".join(quoted[:-1]) + ", and " + quoted[-1]

    def __init__(self, *args, **kwargs):
        if len(args) > count:
            if required != count:
                least = f"from {required + 1} to {count + 1}"
            else:
                least = str(count + 1)
            plural = "" if least == "1" else "s"
            raise TypeError(f"{title} takes {least} positional argument{plural} but {len(args) + 1} were given")
        values = dict(zip(names, args))
        for name, value in kwargs.items():
            if name in values:
                raise TypeError(f"{title} got multiple values for argument {name!r}")
            if name not in known:
                raise TypeError(f"{title} got an unexpected keyword argument {name!r}")
            values[name] = value
        for group, what in ((positional, "positional"), (keyword, "keyword-only")):
            missing = [f.name for f in group
                       if f.name not in values and f.default is MISSING and f.default_factory is MISSING]
            if missing:
                plural = "" if len(missing) == 1 else "s"
                raise TypeError(f"{title} missing {len(missing)} required {what} argument{plural}: {listed(missing)}")
        extra = []
        for f in fields:
            if f.name in values:
                value = values[f.name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.default is not MISSING:
                value = f.default
            else:
                continue
            if f._kind == "initvar":
                extra.append(value)
            else:
                put(self, f.name, value) if frozen else setattr(self, f.name, value)
        if post:
            self.__post_init__(*extra)

    annotations = {f.name: f.type for f in order}
    annotations["return"] = None
    __init__.__annotations__ = annotations
    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    return __init__


_guard = set()


def _make_repr(fields):
    names = [f.name for f in fields if f.repr]

    def __repr__(self):
        key = id(self)
        if key in _guard:
            return "..."
        _guard.add(key)
        try:
            return f"{self.__class__.__qualname__}({', '.join([f'{n}={getattr(self, n)!r}' for n in names])})"
        finally:
            _guard.discard(key)
    return __repr__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = _collect(cls, kw_only)
    params_frozen = [b.__dict__["__dataclass_params__"].frozen for b in cls.__mro__[1:] if "__dataclass_params__" in b.__dict__]
    if params_frozen:
        if any(params_frozen) and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not all(params_frozen) and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    own = cls.__dict__
    real = [f for f in fields.values() if f._kind == "field"]
    if init:
        cls.__init__ = _make_init(cls, list(fields.values()), frozen)
    if repr and "__repr__" not in own:
        cls.__repr__ = _make_repr(real)
    compared = [f.name for f in real if f.compare]
    explicit_hash = own.get("__hash__", MISSING)
    has_hash = not (explicit_hash is MISSING or (explicit_hash is None and "__eq__" in own))

    def key(self):
        return tuple([getattr(self, name) for name in compared])

    if eq and "__eq__" not in own:
        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return key(self) == key(other)
            return NotImplemented
        cls.__eq__ = __eq__
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")

        def add(name, compare):
            if name in own:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")

            def method(self, other):
                if other.__class__ is self.__class__:
                    return compare(key(self), key(other))
                return NotImplemented
            method.__name__ = name
            setattr(cls, name, method)
        add("__lt__", lambda a, b: a < b)
        add("__le__", lambda a, b: a <= b)
        add("__gt__", lambda a, b: a > b)
        add("__ge__", lambda a, b: a >= b)
    if frozen:
        names = frozenset(fields)

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)
        cls.__setattr__ = __setattr__
        cls.__delattr__ = __delattr__
    hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash or (eq and frozen):
        if not has_hash:
            def __hash__(self):
                return hash(tuple([getattr(self, name) for name in hashed]))
            cls.__hash__ = __hash__
        elif unsafe_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif eq and not has_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple(f.name for f in fields.values() if f.init and not f.kw_only)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + "(" + ", ".join(f.name for f in real) + ")"
    return cls


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class __init__, __repr__, __eq__ … from its annotations."""
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._kind == "field")


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda o: dict_factory([(f.name, _convert_dict(getattr(o, f.name), dict_factory)) for f in fields(o)]))


def _convert_dict(value, dict_factory):
    return _convert(value, lambda o: dict_factory([(f.name, _convert_dict(getattr(o, f.name), dict_factory)) for f in fields(o)]))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def make(o):
        return tuple_factory([_convert(getattr(o, f.name), make) for f in fields(o)])
    return make(obj)


def _convert(value, make):
    import copy
    if _is_instance(value):
        return make(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_convert(v, make) for v in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_convert(v, make) for v in value])
    if isinstance(value, dict):
        return type(value)((_convert(k, make), _convert(v, make)) for k, v in value.items())
    return copy.deepcopy(value)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._kind == "initvar" and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    names = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        else:
            name, kind, names[item[0]] = item
        annotations[name] = kind
    names["__annotations__"] = annotations
    return dataclass(type(cls_name, tuple(bases), names), **options)
