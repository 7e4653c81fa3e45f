"""Enumerations."""

try:
    from _gradus import metatype
except ImportError:
    def metatype(name, methods):
        methods = dict(methods)
        made = methods.pop("__gradus_class_made__")

        def __init__(cls, name, bases, namespace, **kwds):
            made(cls)
        methods["__init__"] = __init__
        return type(name, (type,), methods)

__all__ = ["Enum", "EnumMeta", "EnumType", "Flag", "IntEnum", "IntFlag", "StrEnum", "auto", "member", "nonmember", "unique"]


class auto:
    """Stands for a value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    return (hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")) and not isinstance(value, auto)


def _is_private(name):
    return name.startswith("_")


def _data_type(cls):
    for base in cls.__mro__[1:]:
        if base in (int, float, str, bytes, tuple):
            return base
    return None


def _class_made(cls):
    names = cls.__dict__
    data = _data_type(cls)
    members = {}
    values = {}
    found = [base for base in cls.__mro__[1:] if base.__dict__.get("_member_map_")]
    if found:
        raise TypeError(f"<enum {cls.__name__!r}> cannot extend {found[0]!r}")
    last = []
    pending = []
    ignored = names.get("_ignore_", ())
    if isinstance(ignored, str):
        ignored = ignored.replace(",", " ").split()
    for name, value in list(names.items()):
        if name.startswith("__") or name in ignored or (name.startswith("_") and name.endswith("_")) or name.startswith(f"_{cls.__name__}__"):
            continue
        if isinstance(value, nonmember):
            setattr(cls, name, value.value)
            continue
        if _is_descriptor(value) or isinstance(value, (staticmethod, classmethod, property)):
            continue
        pending.append((name, value.value if isinstance(value, member) else value))
    type.__setattr__(cls, "_member_map_", members)
    type.__setattr__(cls, "_value2member_map_", values)
    type.__setattr__(cls, "_member_names_", [])
    maker = names.get("__new__") or next(
        (base.__dict__["_member_maker_"] for base in cls.__mro__[1:] if base.__dict__.get("_member_maker_")), None)
    if "__new__" in names:
        function = getattr(names["__new__"], "__func__", names["__new__"])
        type.__setattr__(cls, "_member_maker_", function)
        maker = function
        type.__setattr__(cls, "__new__", staticmethod(_lookup))
    for name, value in pending:
        if isinstance(value, auto):
            value = cls._generate_next_value_(name, 1, len(last), list(last))
        elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            value = tuple(cls._generate_next_value_(name, 1, len(last), list(last)) if isinstance(part, auto) else part
                          for part in value)
        args = value if isinstance(value, tuple) and data is not tuple else (value,)
        if maker is not None:
            item = maker(cls, *args)
            if not hasattr(item, "_value_"):
                item._value_ = data(*args) if data is not None else value
        elif data is not None:
            item = data.__new__(cls, *args)
            item._value_ = data(*args)
        else:
            item = object.__new__(cls)
            item._value_ = value
        value = item._value_
        alias = None
        for other in members.values():
            if other._value_ == value and type(other._value_) == type(value) or other._value_ == value:
                alias = other
                break
        last.append(value)
        if alias is not None:
            members[name] = alias
            type.__setattr__(cls, name, alias)
            continue
        item._name_ = name
        item.__objclass__ = cls
        item._sort_order_ = len(cls._member_names_)
        initializer = cls.__init__
        if initializer is not object.__init__ and data is None or "__init__" in names:
            initializer(item, *args)
        members[name] = item
        if not issubclass(cls, Flag) if _ready else True:
            cls._member_names_.append(name)
        elif isinstance(value, int) and value and value & (value - 1) == 0:
            cls._member_names_.append(name)
        try:
            values[value] = item
        except TypeError:
            pass
        type.__setattr__(cls, name, item)
    return cls


def _lookup(cls, value):
    return EnumMeta.__call__(cls, value)


def _call(cls, value=None, names=None, *, module=None, qualname=None, type=None, start=1):
    if names is not None:
        return _functional(cls, value, names, module, type, start)
    if value.__class__ is cls:
        return value
    try:
        return cls._value2member_map_[value]
    except (KeyError, TypeError):
        for item in cls._member_map_.values():
            if item._value_ == value:
                return item
    found = cls._missing_(value)
    if isinstance(found, cls):
        return found
    if found is None:
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")


def _functional(cls, name, names, module, mixin, start):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    namespace = {}
    last = []
    for index, item in enumerate(names.items() if isinstance(names, dict) else names):
        if isinstance(item, str):
            value = cls._generate_next_value_(item, start, index, list(last))
            namespace[item] = value
        else:
            item, value = item
            namespace[item] = value
        last.append(value)
    return type(cls)._create(name, (cls,) if mixin is None else (mixin, cls), namespace)


def _create(name, bases, namespace):
    return type(name, bases, namespace)


def _set(cls, name, value):
    if name in cls.__dict__.get("_member_map_", {}):
        raise AttributeError(f"cannot reassign member {name!r}")
    type.__setattr__(cls, name, value)


def _delete(cls, name):
    if name in cls.__dict__.get("_member_map_", {}):
        raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
    type.__delattr__(cls, name)


def _contains(cls, value):
    if isinstance(value, cls):
        return True
    if not isinstance(value, Enum):
        raise TypeError(
            f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and '{type(cls).__qualname__}'")
    return False


def _getitem(cls, name):
    return cls._member_map_[name]


def _class_repr(cls):
    kind = "flag" if _ready and issubclass(cls, Flag) else "enum"
    return f"<{kind} {cls.__name__!r}>"


_ready = False

EnumMeta = metatype("EnumType", {
    "__gradus_class_made__": _class_made,
    "__call__": _call,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__contains__": _contains,
    "__getitem__": _getitem,
    "__iter__": lambda cls: iter([cls._member_map_[name] for name in cls._member_names_]),
    "__reversed__": lambda cls: iter([cls._member_map_[name] for name in reversed(cls._member_names_)]),
    "__len__": lambda cls: len(cls._member_names_),
    "__bool__": lambda cls: True,
    "__repr__": _class_repr,
    "__members__": property(lambda cls: dict(cls._member_map_)),
    "_create": staticmethod(_create),
})
EnumType = EnumMeta


class Enum(metaclass=EnumMeta):
    """A set of names for values."""

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @classmethod
    def _missing_(cls, value):
        return None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        return max(numbers) + 1 if numbers else start

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]


class IntEnum(int, Enum):
    """An enumeration whose members are ints."""

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(int(self), format_spec)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    __hash__ = int.__hash__


class StrEnum(str, Enum):
    """An enumeration whose members are strings."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self)

    def __format__(self, format_spec):
        return str.__format__(self, format_spec)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    __hash__ = str.__hash__


class Flag(Enum):
    """An enumeration of bits."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(value.bit_length() for value in last_values)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        known = 0
        for item in cls._member_map_.values():
            known |= item._value_
        if value < 0:
            value = known & ~(~value)
        if value & ~known and not issubclass(cls, int):
            width = max(value.bit_length(), known.bit_length())
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n"
                f"    given {_bits(value, width)}\n"
                f"  allowed {_bits(known, width)}")
        made = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        made._value_ = value
        made._name_ = "|".join(item._name_ for item in cls if item._value_ & value) or None
        cls._value2member_map_[value] = made
        return made

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([item for item in self.__class__ if item._value_ & self._value_])

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        if isinstance(other, self.__class__):
            other = other._value_
        elif not (isinstance(self, int) and isinstance(other, int)):
            return NotImplemented
        return self.__class__(self._value_ | other)

    def __and__(self, other):
        if isinstance(other, self.__class__):
            other = other._value_
        elif not (isinstance(self, int) and isinstance(other, int)):
            return NotImplemented
        return self.__class__(self._value_ & other)

    def __xor__(self, other):
        if isinstance(other, self.__class__):
            other = other._value_
        elif not (isinstance(self, int) and isinstance(other, int)):
            return NotImplemented
        return self.__class__(self._value_ ^ other)

    def __invert__(self):
        known = 0
        for item in self.__class__:
            known |= item._value_
        return self.__class__(known & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__
    __hash__ = Enum.__hash__


def _bits(value, width):
    return "0b0 " + bin(value)[2:].rjust(width, "0")


class IntFlag(int, Flag):
    """An enumeration of bits whose members are ints."""

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(int(self), format_spec)

    __repr__ = Flag.__repr__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __hash__ = int.__hash__


_ready = True


def unique(enumeration):
    """A decorator that refuses two names for one value."""
    aliases = [(name, item._name_) for name, item in enumeration.__members__.items() if name != item._name_]
    if aliases:
        text = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {text}")
    return enumeration
