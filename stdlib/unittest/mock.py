"""Objects that stand for others and remember how they were used."""

import inspect as _inspect
import types as _types

from unittest._calls import ANY, DEFAULT, DELETED as _DELETED, _Call, _CallList, call, sentinel, shown_call as _shown_call

__all__ = ["Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "FILTER_DIR",
           "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal"]

FILTER_DIR = True
_FUNCTIONS = (type(lambda: None), _types.MethodType)
_BUILTINS = (type(len), type([].append), type(list.append))
_NUMBERS = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow".split()
_magics = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains hash str sizeof enter exit divmod rdivmod neg pos abs invert "
    "complex int float index round trunc floor ceil bool next iter fspath aiter").split()
    + _NUMBERS + ["i" + name for name in _NUMBERS] + ["r" + name for name in _NUMBERS]}
_non_defaults = {f"__{name}__" for name in (
    "get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate getformat repr dir "
    "subclasses format getnewargs_ex").split()}
_all_magics = _magics | _non_defaults
_unsupported_magics = {f"__{name}__" for name in
                       "getattr setattr init new prepare instancecheck subclasscheck del".split()}
_RETURNS = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
            "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__float__": 1.0, "__bool__": True,
            "__index__": 1}
_COMPUTED = {"__hash__": lambda self: object.__hash__(self), "__str__": lambda self: object.__str__(self),
             "__sizeof__": lambda self: object.__sizeof__(self),
             "__fspath__": lambda self: f"{type(self).__name__}/{self._extract_mock_name()}/{id(self)}"}
# What a mock says of itself as a function of an autospec shows it.
_COUNTED = ("called", "call_count", "call_args", "call_args_list", "mock_calls")


class InvalidSpecError(Exception):
    """A mock was given as what mocks are to be like."""


def _check_typos(kwargs):
    for name in ("autospect", "auto_spec", "set_spec"):
        if name in kwargs:
            raise RuntimeError(f"{name!r} might be a typo; use unsafe=True if this is intended")


def _is_magic(name):
    return len(name) > 4 and name[:2] == "__" == name[-2:]


def _is_raised(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)


def _is_list(value):
    return type(value) in (list, tuple)


def _inner(value):
    """The mock behind a function of an autospec; else the value."""
    return getattr(value, "mock", value) if isinstance(value, _FUNCTIONS) else value


def _is_mock(value):
    return issubclass(type(value), NonCallableMock)


def _signature(spec, as_instance=False, skip_first=False):
    """How a thing, or an instance of a class, is called; None where that is not known."""
    if isinstance(spec, type):
        spec, skip_first = getattr(spec, "__call__" if as_instance else "__init__", None), True
        if not isinstance(spec, _FUNCTIONS):
            return None
    elif isinstance(spec, (classmethod, staticmethod)):
        skip_first = isinstance(spec, classmethod)
        spec = spec.__func__
    elif not isinstance(spec, _FUNCTIONS + _BUILTINS):
        spec = getattr(spec, "__call__", None)
        if not isinstance(spec, _FUNCTIONS):
            return None
    try:
        found = _inspect.signature(spec)
        # A bound method of a built-in class is shown without its first parameter already.
        if skip_first and not isinstance(spec, type(len)):
            found = found.replace(parameters=list(found.parameters.values())[1:])
        return found
    except (ValueError, TypeError):
        return None


def _check(mock, signature):
    """Lets a mock refuse calls that do not fit a signature."""
    mock.__dict__["_mock_check"] = signature
    if signature is not None:
        mock.__dict__["__signature__"] = signature


class _SpecState:
    """What an attribute of an autospec will be made of when it is asked for."""

    def __init__(self, spec, spec_set, parent, name):
        self.spec, self.spec_set, self.parent, self.name = spec, spec_set, parent, name

    def make(self):
        return create_autospec(self.spec, self.spec_set, False, self.parent, self.name)


def _counted(name):
    def get(self):
        function = self.__dict__["_mock_function"]
        return self.__dict__["_mock_" + name] if function is None else getattr(function, name)

    def put(self, value):
        function = self.__dict__["_mock_function"]
        if function is None:
            self.__dict__["_mock_" + name] = value
        else:
            setattr(function, name, value)
    return property(get, put)


class NonCallableMock:
    """Has every attribute it is asked for, each a mock of its own."""

    # Each mock has a class of its own, so that special methods and properties set on it are its own.
    def __new__(cls, *args, **kwargs):
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own["_mock_parent"], own["_mock_name"] = parent, name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        own["_mock_sealed"] = False
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_function"] = None
        own["_mock_check"] = None
        own["_mock_unsafe"] = unsafe
        own["_mock_return_value"] = DEFAULT
        own["_mock_side_effect"] = None
        skip = parent is not None if _eat_self is None else _eat_self
        self._mock_add_spec(spec if spec_set is None else spec_set, spec_set is not None, _spec_as_instance, skip)
        own["method_calls"] = _CallList()
        self._forget()
        if kwargs:
            self.configure_mock(**kwargs)

    def _forget(self):
        self.called, self.call_count, self.call_args = False, 0, None
        self.call_args_list, self.mock_calls = _CallList(), _CallList()
        self.__dict__["method_calls"] = _CallList()

    called, call_count, call_args, call_args_list, mock_calls = map(_counted, _COUNTED)

    def _mock_add_spec(self, spec, spec_set, as_instance=False, skip_first=False):
        own = self.__dict__
        if _is_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        own["_spec_class"] = own["_spec_signature"] = None
        own["_spec_set"] = spec_set
        own["_mock_methods"] = None if spec is None else spec
        if spec is not None and not _is_list(spec):
            own["_spec_class"] = spec if isinstance(spec, type) else type(spec)
            own["_spec_signature"] = _signature(spec, as_instance, skip_first)
            own["_mock_methods"] = dir(spec)

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        """Makes a mock an attribute of this one, whatever name and parent it had."""
        inner = _inner(mock)
        inner.__dict__.update(_mock_parent=None, _mock_new_parent=None, _mock_name="", _mock_new_name=None)
        setattr(self, attribute, mock)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self._forget()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in list(self._mock_children.values()):
            if child is not _DELETED and not isinstance(child, _SpecState):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        made = self._mock_return_value
        if _is_mock(made) and made is not self:
            made.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        for key, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            target = self
            *path, last = key.split(".")
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def _get_child_mock(self, /, **kwargs):
        """A new mock for an attribute or a result."""
        if self._mock_sealed:
            raise AttributeError(self._extract_mock_name() + (f".{kwargs['name']}" if "name" in kwargs else "()"))
        cls = type(self).__mro__[1]
        if issubclass(cls, NonCallableMagicMock):
            cls = MagicMock if cls is NonCallableMagicMock else cls
        elif cls is NonCallableMock:
            cls = Mock
        return cls(**kwargs)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    @property
    def return_value(self):
        if self._mock_function is not None:
            return self._mock_function.return_value
        if self._mock_return_value is DEFAULT:
            self.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        if self._mock_function is not None:
            self._mock_function.return_value = value
        else:
            self.__dict__["_mock_return_value"] = value
            _adopt(self, value, None, "()")

    @property
    def side_effect(self):
        function = self._mock_function
        if function is None:
            return self._mock_side_effect
        value = function.side_effect
        if value is not None and not _is_raised(value) and not _callable(value) and not hasattr(value, "__next__"):
            value = function.side_effect = iter(value)
        return value

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not _is_raised(value) and not _callable(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        if self._mock_function is None:
            self.__dict__["_mock_side_effect"] = value
        else:
            self._mock_function.side_effect = value

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_function", "_spec_class", "_mock_unsafe"):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not methods or name not in methods) and name.startswith(
                ("assert", "assret", "asert", "aseert", "assrt")):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to "
                                 "be an attribute.")
        children = self._mock_children
        child = children.get(name)
        if child is _DELETED:
            raise AttributeError(name)
        if child is None:
            wraps = self._mock_wraps
            child = children[name] = self._get_child_mock(
                parent=self, name=name, wraps=None if wraps is None else getattr(wraps, name), _new_name=name,
                _new_parent=self)
        elif isinstance(child, _SpecState):
            child = children[name] = child.make()
        return child

    def __setattr__(self, name, value):
        own, methods = self.__dict__, self._mock_methods
        if name in ("return_value", "side_effect") or name in _COUNTED:
            object.__setattr__(self, name, value)
            return
        if self._spec_set and methods is not None and name not in methods and name not in own:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _unsupported_magics:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _all_magics:
            if methods is not None and name not in methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if _is_mock(value):
                _adopt(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
            else:
                function = value
                setattr(type(self), name, lambda mock, /, *args, **kwargs: function(mock, *args, **kwargs))
                value = lambda *args, **kwargs: function(self, *args, **kwargs)
        elif name == "__class__":
            own["_spec_class"] = value
            return
        elif _adopt(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if isinstance(getattr(type(self), name, None), PropertyMock):
            object.__setattr__(self, name, value)
        else:
            own[name] = value

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _DELETED:
            raise AttributeError(name)
        self._mock_children.pop(name, None)
        self._mock_children[name] = _DELETED

    def _extract_mock_name(self):
        """The way from the first mock to this one: `mock.method().value`."""
        text, mock = "", self
        while mock._mock_new_parent is not None:
            name = mock._mock_new_name
            text = (name if name == "()" else f".{name}") + text
            mock = mock._mock_new_parent
        return (mock._mock_name or "mock") + text

    def __repr__(self):
        name = self._extract_mock_name()
        name = "" if name in ("mock", "mock.") else f" name={name!r}"
        spec = ""
        if self._spec_class is not None:
            spec = f" {'spec_set' if self._spec_set else 'spec'}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    def __dir__(self):
        made = [name for name, child in self._mock_children.items() if child is not _DELETED]
        of_class, own = dir(type(self)), list(self.__dict__)
        if FILTER_DIR:
            of_class = [name for name in of_class if not name.startswith("_")]
            own = [name for name in own if not name.startswith("_") or _is_magic(name)]
        return sorted({*(self._mock_methods or ()), *of_class, *own, *made})

    # What was called.

    def _shown(self):
        return self._mock_name or "mock"

    def _history(self, title="Calls"):
        return f"\n{title}: {self.mock_calls!r}." if self.mock_calls else ""

    def _signature_of(self, name):
        """How a child of this name (`a`, `a.b`, `a()`) is called."""
        if not name:
            return self._spec_signature
        children, found = self._mock_children, None
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState) or child is _DELETED:
                return None
            child = _inner(child)
            children, found = child._mock_children, child._spec_signature
        return found

    def _call_matcher(self, made):
        """A call in the form in which two that mean the same are equal; an error where it does not fit."""
        name = made[0] if isinstance(made, tuple) and len(made) > 2 else ""
        signature = self._signature_of(name)
        if signature is None:
            return made
        try:
            bound = signature.bind(*made[-2], **made[-1])
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((name, bound.args, bound.kwargs))

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._shown()}' to have been called.")

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._shown()}' to not have been called. Called {self.call_count} times."
                                 f"{self._history()}")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown()}' to have been called once. Called {self.call_count} times."
                                 f"{self._history()}")

    def assert_called_with(self, /, *args, **kwargs):
        wanted = _shown_call(self._shown(), args, kwargs)
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {wanted}\n  Actual: not called.")
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.call_args) != expected:
            raise AssertionError(
                f"expected call not found.\nExpected: {wanted}\n  Actual: {_shown_call(self._shown(), *self.call_args)}"
            ) from (expected if isinstance(expected, Exception) else None)

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown()}' to be called once. Called {self.call_count} times."
                                 f"{self._history()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        made = [self._call_matcher(one) for one in self.call_args_list]
        if isinstance(expected, Exception) or not any(one == expected for one in made):
            raise AssertionError(f"{_shown_call(self._shown(), args, kwargs)} call not found") from (
                expected if isinstance(expected, Exception) else None)

    def assert_has_calls(self, calls, any_order=False):
        expected = [self._call_matcher(one) for one in calls]
        cause = next((one for one in expected if isinstance(one, Exception)), None)
        made = _CallList(self._call_matcher(one) for one in self.mock_calls)
        if not any_order:
            if expected not in made:
                problem = "Calls not found." if cause is None else "Error processing expected calls.\nErrors: {}".format(
                    [one if isinstance(one, Exception) else None for one in expected])
                raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}"
                                     f"{self._history('  Actual').rstrip('.')}") from cause
            return
        left, missing = list(made), []
        for one in expected:
            if one in left:
                left.remove(one)
            else:
                missing.append(one)
        if missing:
            raise AssertionError(f"{self._shown()!r} does not contain all of {tuple(missing)!r} in its call list, "
                                 f"found {list(made)!r} instead") from cause


def _adopt(parent, value, name, new_name):
    """Makes a mock without a name a child of another; whether it did."""
    value = _inner(value)
    if not _is_mock(value):
        return False
    own = value.__dict__
    if own["_mock_name"] or own["_mock_new_name"] or own["_mock_parent"] is not None or (
            own["_mock_new_parent"] is not None):
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        own["_mock_new_parent"], own["_mock_new_name"] = parent, new_name
    if name:
        own["_mock_parent"], own["_mock_name"] = parent, name
    return True


def _callable(value):
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    return isinstance(value, type) or getattr(value, "__call__", None) is not None


def _instances_callable(value):
    """Whether a value, or the instances of a class, can be called."""
    if not isinstance(value, type):
        return getattr(value, "__call__", None) is not None
    return any(base.__dict__.get("__call__") is not None for base in value.__mro__)


class Mock(NonCallableMock):
    """A mock that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        if side_effect is not None:
            self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        if self._mock_check is not None:
            self._mock_check.bind(*args, **kwargs)
        self._note(args, kwargs)
        effect = self.side_effect
        if effect is not None:
            if _is_raised(effect):
                raise effect
            if _callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if _is_raised(result):
                    raise result
            if result is not DEFAULT:
                return result
        if self._mock_function is not None and self._mock_function.return_value is not DEFAULT:
            return self._mock_function.return_value
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def _note(self, args, kwargs):
        """Remembers a call, here and in the mocks above."""
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(("", args, kwargs)))
        is_method, method = self._mock_parent is not None, self._mock_name
        name = self._mock_new_name
        is_result = name == "()"
        above = self._mock_new_parent
        while above is not None:
            if is_method:
                above.method_calls.append(_Call((method, args, kwargs)))
                is_method = above._mock_parent is not None
                if is_method:
                    method = f"{above._mock_name}.{method}"
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                name = above._mock_new_name + ("" if is_result else ".") + name
                is_result = above._mock_new_name == "()"
            above = above._mock_new_parent


class _Magic:
    """A special method that becomes a mock when it is first needed."""

    def __init__(self, name):
        self.name = name

    def __get__(self, mock, cls=None):
        if mock is None:
            return self
        name = self.name
        made = mock._get_child_mock(name=name, _new_name=name, _new_parent=mock)
        setattr(mock, name, made)
        if name in _RETURNS:
            made.return_value = _RETURNS[name]
        elif name in _COMPUTED:
            made.return_value = _COMPUTED[name](mock)
        elif name in _EFFECTS:
            made.side_effect = _EFFECTS[name](mock, made)
        return made


def _equal(mock, made):
    def effect(other):
        set_to = made._mock_return_value
        return set_to if set_to is not DEFAULT else True if mock is other else NotImplemented
    return effect


def _unequal(mock, made):
    def effect(other):
        return DEFAULT if made._mock_return_value is not DEFAULT else False if mock is other else NotImplemented
    return effect


def _iterated(mock, made):
    def effect():
        set_to = made._mock_return_value
        return iter([]) if set_to is DEFAULT else iter(set_to)
    return effect


_EFFECTS = {"__eq__": _equal, "__ne__": _unequal, "__iter__": _iterated}
_MAGICS = {name: _Magic(name) for name in sorted(_magics - {"__aiter__"})}


class _WithMagics:
    def __new__(cls, *args, **kwargs):
        return object.__new__(type(cls.__name__, (cls,), {
            **_own_magics(cls), "__doc__": cls.__doc__, "__module__": cls.__module__}))

    def _mock_add_spec(self, spec, *args):
        super()._mock_add_spec(spec, *args)
        if self._mock_methods is not None:
            own = type(self)
            for name in _MAGICS:
                if name in own.__dict__ and name not in self._mock_methods:
                    delattr(own, name)


_known_magics = {}


def _own_magics(cls):
    """The special methods to be mocked, without those that a subclass defines itself."""
    if cls not in _known_magics:
        written = {name for base in cls.__mro__ if base.__module__ != __name__ and base is not object
                   for name in base.__dict__}
        _known_magics[cls] = {name: magic for name, magic in _MAGICS.items() if name not in written}
    return _known_magics[cls]


class NonCallableMagicMock(_WithMagics, NonCallableMock):
    """A mock with special methods that cannot be called."""


class MagicMock(_WithMagics, Mock):
    """A mock with the special methods of containers, numbers and context managers."""


class PropertyMock(Mock):
    """A mock to be used as a property of a class."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def seal(mock):
    """Lets a mock and its children make no further attributes."""
    mock.__dict__["_mock_sealed"] = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if _is_mock(child) and not isinstance(mock._mock_children.get(name), _SpecState) and (
                child._mock_new_parent is mock):
            seal(child)


from unittest._specs import create_autospec, mock_open  # noqa: E402
from unittest._patches import _patch, patch  # noqa: E402
