"""Enumerations."""

import builtins as _builtins
import sys as _sys
from types import MappingProxyType as _MappingProxyType

from _classes import caller_name as _caller
from _classes import metatype as _metatype

__all__ = [
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
    "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr",
    "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
]

_property = _builtins.property
Enum = Flag = EJECT = _stdlib_enums = ReprEnum = None


class nonmember:
    """Protects a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would be none, such as a function."""

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for a value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})" if self.value is not None else "auto()"


class property:
    """An attribute that members have; looked up on the class it is the member of that name."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc if doc is not None else getattr(fget, "__doc__", None)
        self.name = None
        self.clsname = None

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}") from None
        if self.fget is None:
            if self.name in instance._member_map_:
                return instance._member_map_[self.name]
            raise AttributeError(f"<enum {self.clsname!r}> has no attribute {self.name!r}")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)


# How a class statement's names become members


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    start = f"_{cls_name}__"
    return len(name) > len(start) and name.startswith(start) and (name[-1] != "_" or name[-2] != "_")


def _is_descriptor(value):
    kind = type(value)
    return hasattr(kind, "__get__") or hasattr(kind, "__set__") or hasattr(kind, "__delete__")


class EnumDict(dict):
    """The namespace of a class statement: notes which names are members, in order, and gives auto() its values."""

    def __init__(self, cls_name):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name
        self._generate = None

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
                           "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = getattr(value, "__func__", value)
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            single = True
            if isinstance(value, auto):
                value = (value,)
            else:
                single = False
            if type(value) is tuple and any(isinstance(part, auto) for part in value):
                parts = []
                for part in value:
                    if isinstance(part, auto):
                        self._auto_called = True
                        if part.value is None:
                            part.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                        part = part.value
                    parts.append(part)
                value = parts[0] if single else tuple(parts)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def update(self, members, **more):
        pairs = [(name, members[name]) for name in members.keys()] if hasattr(members, "keys") else members
        for name, value in pairs:
            self[name] = value
        for name, value in more.items():
            self[name] = value


def _prepare(metacls, cls, bases, **kwds):
    _check_bases(cls, bases)
    namespace = EnumDict(cls)
    base = _enum_base(cls, bases)
    if base is not None:
        generate = getattr(base, "_generate_next_value_", None)
        namespace._generate = generate
    dict.__setitem__(namespace, "_enum_names_", namespace._member_names)
    return namespace


def _check_bases(name, bases):
    for chain in bases:
        for base in chain.__mro__:
            if Enum is not None and isinstance(base, EnumType) and base.__dict__.get("_member_names_"):
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")


def _enum_base(name, bases):
    if not bases or Enum is None:
        return None
    if not isinstance(bases[-1], EnumType):
        raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    return bases[-1]


def _data_type(name, bases):
    """The built-in or other class whose instances the members are as well."""
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base.__dict__.get("_member_type_", object) is not object:
                    if base._member_type_ not in found:
                        found.append(base._member_type_)
                    break
            elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                kind = candidate or base
                if kind not in found:
                    found.append(kind)
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError(f"too many data types for {name!r}: {set(found)!r}")
    return found[0] if found else object


def _value_repr(bases):
    for chain in bases:
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                return base.__dict__["_value_repr_"] if "_value_repr_" in base.__dict__ else None
            if "__repr__" in base.__dict__:
                if "__dataclass_fields__" in base.__dict__ and "__dataclass_params__" in base.__dict__ and base.__dict__["__dataclass_params__"].repr:
                    return lambda value: "(" + ", ".join(
                        f"{name}={getattr(value, name)!r}" for name, field in value.__dataclass_fields__.items() if field.repr) + ")" \
                        if hasattr(value, "__dataclass_fields__") else repr(value)
                return base.__dict__["__repr__"]
    return None


def _set(cls, name, value):
    type.__setattr__(cls, name, value)


def _class_made(cls, boundary=None):
    """Makes members of the names that the class statement noted."""
    names = cls.__dict__
    member_names = list(names.get("_enum_names_", ()))
    if "_enum_names_" in names:
        type.__delattr__(cls, "_enum_names_")
    ignored = names.get("_ignore_", ())
    for name in [*ignored, "_ignore_"]:
        if name in names:
            type.__delattr__(cls, name)
    invalid = set(member_names) & {"mro", ""}
    if invalid:
        raise ValueError(f"invalid enum member name(s) {','.join(map(repr, invalid))}")
    order = names.get("_order_")
    bases = cls.__bases__
    data = _data_type(cls.__name__, bases)
    is_root = Enum is None
    parent = bases[-1]
    _set(cls, "_member_names_", [])
    _set(cls, "_member_map_", {})
    _set(cls, "_value2member_map_", {})
    _set(cls, "_unhashable_values_", [])
    _set(cls, "_member_type_", data)
    if "_value_repr_" not in names:
        _set(cls, "_value_repr_", _value_repr(bases))
    _set(cls, "_boundary_", boundary or getattr(parent, "_boundary_", None))
    _set(cls, "_flag_mask_", 0)
    _set(cls, "_singles_mask_", 0)
    _set(cls, "_all_bits_", 0)
    _set(cls, "_inverted_", None)
    if "_generate_next_value_" in names and not isinstance(names["_generate_next_value_"], staticmethod):
        _set(cls, "_generate_next_value_", staticmethod(names["_generate_next_value_"]))
    if is_root:
        return cls
    maker, use_args = _find_maker(cls, names, data, parent)
    _set(cls, "_new_member_", maker)
    _set(cls, "_use_args_", use_args)
    if "__new__" in names:
        _set(cls, "__new_member__", names["__new__"])
    _set(cls, "__new__", Enum.__new__)
    if Flag is not None and issubclass(cls, Flag):
        _flag_methods(cls, names)
    if ReprEnum is not None and ReprEnum in bases:
        if "__format__" not in names:
            _set(cls, "__format__", data.__format__)
        if "__str__" not in names:
            plain = data.__str__ is object.__str__ or data.__module__ == "builtins" and data is not str
            _set(cls, "__str__", data.__repr__ if plain else data.__str__)
    # What the data type has of these does not show through.
    for method in ("__repr__", "__str__", "__format__"):
        if method not in cls.__dict__:
            inherited = getattr(cls, method)
            if inherited in (getattr(data, method, None), getattr(object, method)):
                _set(cls, method, getattr(parent, method))
    for name in member_names:
        _add_member(cls, name, names[name], data)
    if Flag is not None and issubclass(cls, Flag):
        _finish_flag(cls)
    if order is not None:
        wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
        if Flag is None or not issubclass(cls, Flag):
            own = cls._member_names_
            wanted = [name for name in wanted if name not in cls._member_map_ or name in own]
            if wanted != own:
                raise TypeError(f"member order does not match _order_:\n  {own!r}\n  {wanted!r}")
        type.__delattr__(cls, "_order_")
    return cls


def _find_maker(cls, names, data, parent):
    """The __new__ that makes members, and whether it takes the value's parts."""
    maker = names.get("__new__")
    if maker is not None:
        return getattr(maker, "__func__", maker), True
    for name in ("__new_member__", "__new__"):
        for base in (data, parent):
            function = getattr(base, name, None)
            if function in (None, object.__new__, Enum.__new__):
                continue
            return function, data is not object or name == "__new_member__"
    return object.__new__, False


def _add_member(cls, name, value, data):
    args = value if isinstance(value, tuple) else (value,)
    if data is tuple:
        args = (args,)
    maker = cls._new_member_
    if cls._use_args_:
        item = maker(cls, *args)
    else:
        item = maker(cls)
    if not hasattr(item, "_value_"):
        if data is object:
            item._value_ = value
        else:
            try:
                item._value_ = data(*args)
            except Exception as problem:
                raise TypeError("_value_ not set in __new__, unable to create it") from problem
    value = item._value_
    item._name_ = name
    item.__objclass__ = cls
    item._sort_order_ = len(cls._member_names_)
    if cls.__init__ is not object.__init__ and (data is object or cls.__init__ is not data.__init__ or "__dataclass_fields__" in data.__dict__):
        item.__init__(*args)
    alias = None
    try:
        alias = cls._value2member_map_.get(value)
    except TypeError:
        pass
    if alias is None:
        for other in cls._member_map_.values():
            if other._value_ == value:
                alias = other
                break
    if alias is not None:
        item = alias
    elif Flag is not None and issubclass(cls, Flag):
        cls._flag_mask_ |= value
        if value > 0 and value & (value - 1) == 0:
            cls._singles_mask_ |= value
            cls._member_names_.append(name)
        cls._all_bits_ = 2 ** (cls._flag_mask_.bit_length()) - 1
    else:
        cls._member_names_.append(name)
    cls._member_map_[name] = item
    shadowed = None
    for base in cls.__mro__[1:]:
        found = base.__dict__.get(name)
        if isinstance(found, (property, _property)):
            shadowed = found
            break
    if shadowed is not None:
        redirect = property(shadowed.fget)
        redirect.__set_name__(cls, name)
        _set(cls, name, redirect)
    else:
        _set(cls, name, item)
    try:
        cls._value2member_map_.setdefault(value, item)
    except TypeError:
        cls._unhashable_values_.append(value)


# What the class of an enumeration does


def _call(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
    if names is None:
        return cls.__new__(cls, value)
    return _functional(cls, value, names, module, qualname, type, start, boundary)


def _find(cls, value):
    """The member with a value."""
    if type(value) is cls:
        return value
    try:
        return cls._value2member_map_[value]
    except KeyError:
        pass
    except TypeError:
        for item in cls._member_map_.values():
            if item._value_ == value:
                return item
    if not cls._member_map_:
        raise TypeError(f"{cls!r} has no members defined")
    problem = None
    try:
        found = cls._missing_(value)
    except Exception as error:
        problem = error
        found = None
    if isinstance(found, cls):
        return found
    if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(found, int):
        return found
    invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if found is None and problem is None:
        raise invalid
    if problem is None:
        problem = TypeError(
            f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")
    if not isinstance(problem, ValueError):
        problem.__context__ = invalid
    raise problem


def _functional(cls, name, names, module, qualname, mixin, start, boundary):
    bases = (cls,) if mixin is None else (mixin, cls)
    namespace = _prepare(type(cls), name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        last, pairs = [], []
        for count, item in enumerate(names):
            value = cls._generate_next_value_(item, start, count, last[:])
            last.append(value)
            pairs.append((item, value))
        names = pairs
    for item in names or ():
        if isinstance(item, str):
            namespace[item] = names[item]
        else:
            namespace[item[0]] = item[1]
    if module is None:
        module = _caller(2)
    dict.__setitem__(namespace, "__module__", module)
    if qualname is not None:
        dict.__setitem__(namespace, "__qualname__", qualname)
    return type(name, bases, namespace, **({"boundary": boundary} if boundary is not None else {}))


def _set_attribute(cls, name, value):
    if name in cls.__dict__.get("_member_map_", {}):
        raise AttributeError(f"cannot reassign member {name!r}")
    type.__setattr__(cls, name, value)


def _delete_attribute(cls, name):
    if name in cls.__dict__.get("_member_map_", {}):
        raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
    type.__delattr__(cls, name)


def _missing_attribute(cls, name):
    raise AttributeError(name)


def _contains(cls, item):
    if not isinstance(item, Enum):
        raise TypeError(f"unsupported operand type(s) for 'in': '{type(item).__qualname__}' and '{cls.__class__.__qualname__}'")
    return isinstance(item, cls) and item._name_ in cls._member_map_


def _iterate(cls):
    return (cls._member_map_[name] for name in cls._member_names_)


def _iterate_back(cls):
    return (cls._member_map_[name] for name in reversed(cls._member_names_))


def _class_repr(cls):
    kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
    return f"<{kind} {cls.__name__!r}>"


def _class_dir(cls):
    names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__",
             "__name__", "__qualname__", *cls._member_names_}
    if cls._member_type_ is object:
        names.add("__init_subclass__")
        return sorted(names)
    return sorted(names | set(dir(cls._member_type_)))


EnumType = _metatype("EnumType", {
    "__gradus_class_made__": _class_made,
    "__module__": "enum",
    "__prepare__": classmethod(_prepare),
    "__call__": _call,
    "__setattr__": _set_attribute,
    "__delattr__": _delete_attribute,
    "__getattr__": _missing_attribute,
    "__contains__": _contains,
    "__getitem__": lambda cls, name: cls._member_map_[name],
    "__iter__": _iterate,
    "__reversed__": _iterate_back,
    "__len__": lambda cls: len(cls._member_names_),
    "__bool__": lambda cls: True,
    "__repr__": _class_repr,
    "__dir__": _class_dir,
    "__members__": _property(lambda cls: _MappingProxyType(cls._member_map_)),
}, keywords=("boundary",))
EnumMeta = EnumType


def _lookup_new(cls, value):
    return _find(cls, value)


def _read_only(name):
    def refuse(self, value=None):
        raise AttributeError(f"<enum 'Enum'> cannot set attribute {name!r}")
    return refuse


def _next_value(name, start, count, last_values):
    if not last_values:
        return start
    try:
        return max(last_values) + 1
    except TypeError:
        pass
    for value in reversed(last_values):
        try:
            return value + 1
        except TypeError:
            pass
    return start


class Enum(metaclass=EnumType):
    """A set of names for values."""

    __new__ = _lookup_new

    def __init__(self, *args, **kwds):
        pass

    name = _property(lambda self: self._name_, _read_only("name"), doc="The name of the Enum member.")
    value = _property(lambda self: self._value_, _read_only("value"), doc="The value of the Enum member.")
    _generate_next_value_ = staticmethod(_next_value)

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is not object:
            names = set(dir(self.__class__._member_type_))
        for cls in self.__class__.__mro__:
            if cls in (object, Enum) or cls.__module__ == "enum":
                continue
            for name in cls.__dict__:
                if name[0] != "_" and name not in self._member_map_:
                    names.add(name)
        names.update(name for name in self.__dict__ if name[0] != "_")
        return sorted(names | {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    """An enumeration that only changes how members are shown by repr."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) > 1 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What a flag does with bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _flag_methods(cls, names):
    """Operators of a data type do not take the place of those of flags."""
    for method in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
        if method not in names:
            data = cls._member_type_
            if data is not object and getattr(cls, method) is getattr(data, method, None):
                _set(cls, method, getattr(Flag, method))


def _bits_of(value):
    while value:
        bit = value & -value
        yield bit
        value ^= bit


def _finish_flag(cls):
    ordered = [cls._member_map_[name]._value_ for name in cls._member_names_]
    _set(cls, "_by_value_", ordered == sorted(ordered))


def show_flag_values(value):
    return list(_bits_of(value))


def _shown_bits(number, width):
    if number < 0:
        text = bin(number & ((1 << width) - 1))[2:]
        return f"0b1 {text.rjust(width, '1')}"
    return f"0b0 {bin(number)[2:].rjust(width, '0')}"


class Flag(Enum, boundary=STRICT):
    """An enumeration of bits."""

    _numeric_repr_ = repr

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            high = last.bit_length() - 1
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None
        return 2 ** (high + 1)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, every = cls._flag_mask_, cls._all_bits_
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n"
                    f"    given {_shown_bits(value, width)}\n  allowed {_shown_bits(mask, width)}")
            if cls._boundary_ is CONFORM:
                value = value & mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(every + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value += every + 1
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        parts = list(cls._items(value & cls._singles_mask_))
        if value & ~cls._singles_mask_:
            # Members of several bits, of which some have no name of their own.
            for item in cls._member_map_.values():
                if item not in parts and item._value_ and item._value_ & value == item._value_:
                    parts.append(item)
        combined = 0
        for item in parts:
            combined |= item._value_
        unknown = value ^ combined
        if not combined:
            made._name_ = None
        elif unknown and cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {unknown!r}")
        else:
            names = [item._name_ for item in parts]
            made._name_ = "|".join(names + [cls._numeric_repr_(unknown)] if unknown else names)
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _items(cls, value):
        found = []
        for name in cls._member_names_:
            item = cls._member_map_[name]
            if item._value_ & value == item._value_:
                found.append(item)
        return found if cls._by_value_ else sorted(found, key=lambda item: item._sort_order_)

    @classmethod
    def _iter_member_(cls, value):
        for item in cls._items(value & cls._flag_mask_):
            yield item

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(self.__class__._items(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {show(self._value_)}>"
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        if self._name_ is None:
            show = self.__class__._value_repr_ or repr
            return f"{self.__class__.__name__}({show(self._value_)})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other_bits(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        bits = self._other_bits(other)
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._other_bits(other)
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._other_bits(other)
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """An enumeration of bits whose members are ints."""


# Checks


def unique(enumeration):
    """A decorator that refuses two names for one value."""
    aliases = [(name, item.name) for name, item in enumeration.__members__.items() if name != item.name]
    if aliases:
        text = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {text}")
    return enumeration


class EnumCheck(StrEnum):
    """What verify can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        is_flag = issubclass(enumeration, Flag)
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(n, item.name) for n, item in enumeration.__members__.items() if n != item.name]
                if aliases:
                    text = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
                    raise ValueError(f"aliases found in {enumeration!r}: {text}")
            elif check is CONTINUOUS:
                values = {item.value for item in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    missing = [2 ** i for i in range(low.bit_length(), high.bit_length() - 1) if 2 ** i not in values]
                else:
                    missing = [i for i in range(low + 1, high) if i not in values]
                if missing:
                    raise ValueError(f"invalid {'flag' if is_flag else 'enum'} {name!r}: missing values {', '.join(map(str, missing))}"[:256])
            elif check is NAMED_FLAGS:
                names = enumeration._member_names_
                known = {item.value for item in enumeration.__members__.values()}
                bad, total = [], 0
                for alias, item in enumeration._member_map_.items():
                    if alias in names or item.value < 0:
                        continue
                    missed = [bit for bit in _bits_of(item.value) if bit not in known]
                    if missed:
                        bad.append(alias)
                        for bit in missed:
                            total |= bit
                if bad:
                    first = f"alias {bad[0]} is missing" if len(bad) == 1 else \
                        f"aliases {', '.join(bad[:-1])} and {bad[-1]} are missing"
                    value = f"value 0x{total:x}" if total.bit_count() == 1 else f"combined values of 0x{total:x}"
                    raise ValueError(f"invalid Flag {name!r}: {first} {value} [use enum.show_flag_values(value) for details]")
        return enumeration


# Members among the names of a module


def global_enum_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    return f"{module}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join(f"{module}.{name}" for name in self._name_.split("|"))


def global_str(self):
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """A decorator that makes members names of their module as well."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    _sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
