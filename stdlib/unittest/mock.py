"""Objects that stand for others and remember how they were used."""

import functools
import sys

try:
    from _gradus import import_module as _import
except ImportError:
    from importlib import import_module as _import

__all__ = ["ANY", "DEFAULT", "MagicMock", "Mock", "NonCallableMock", "PropertyMock", "call", "create_autospec",
           "mock_open", "patch", "sentinel"]


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    def __init__(self):
        self._known = {}

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._known.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_MISSING = sentinel.MISSING


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


class _Call(tuple):
    """A call: its name, positional and keyword arguments."""

    def __new__(cls, value=(), name="", parent=None):
        found, args, kwargs = name, (), {}
        for part in value:
            if isinstance(part, str):
                found = part
            elif isinstance(part, dict):
                kwargs = part
            else:
                args = part
        self = tuple.__new__(cls, (found, args, kwargs))
        self._name, self._parent = name, parent
        return self

    def __call__(self, *args, **kwargs):
        name = self._name if self._parent is None else f"{self._parent}.{self._name}" if self._parent else self._name
        return _Call((name or "", args, kwargs), name=name or "")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Call(name=f"{self._name}.{name}" if self._name else name)

    @property
    def args(self):
        return tuple.__getitem__(self, 1)

    @property
    def kwargs(self):
        return tuple.__getitem__(self, 2)

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        other = other if isinstance(other, _Call) else _Call(other)
        mine, theirs = tuple(tuple.__iter__(self)), tuple(tuple.__iter__(other))
        names = mine[0] == theirs[0] or not mine[0] or not theirs[0]
        return names and mine[1] == theirs[1] and mine[2] == theirs[2]

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __getitem__(self, index):
        return (self.args, self.kwargs)[index] if self._two() else tuple.__getitem__(self, index)

    def _two(self):
        return not tuple.__getitem__(self, 0)

    def __iter__(self):
        return iter((self.args, self.kwargs)) if self._two() else tuple.__iter__(self)

    def __len__(self):
        return 2 if self._two() else 3

    def __repr__(self):
        name = tuple.__getitem__(self, 0)
        parts = [repr(arg) for arg in self.args] + [f"{key}={value!r}" for key, value in self.kwargs.items()]
        return f"call{'.' + name if name else ''}({', '.join(parts)})"


class _CallList(list):
    """Calls in order; another list is in it when its calls follow one another here."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(self[i:i + len(value)] == value for i in range(len(self) - len(value) + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


call = _Call()


def _made(args, kwargs):
    return _Call(("", args, kwargs))


_SETTINGS = ("return_value", "side_effect", "name", "spec", "spec_set", "wraps")


class NonCallableMock:
    """Has every attribute it is asked for, each a mock of its own."""

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, **kwargs):
        own = self.__dict__
        spec = spec if spec_set is None else spec_set
        own["_mock_methods"] = None if spec is None else spec if isinstance(spec, (list, tuple)) else dir(spec)
        own["_mock_is_strict"] = spec_set is not None
        own["_mock_class"] = None if spec is None or isinstance(spec, (list, tuple)) else (
            spec if isinstance(spec, type) else type(spec))
        own["_mock_name"] = name
        own["_mock_parent"] = parent
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_return"] = DEFAULT
        own["_mock_effect"] = None
        self._forget()
        self.configure_mock(**kwargs)

    def _forget(self):
        own = self.__dict__
        own["called"] = False
        own["call_count"] = 0
        own["call_args"] = None
        own["call_args_list"] = _CallList()
        own["method_calls"] = _CallList()
        own["mock_calls"] = _CallList()

    def reset_mock(self, *, return_value=False, side_effect=False):
        self._forget()
        if return_value:
            self.__dict__["_mock_return"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_effect"] = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(return_value=return_value, side_effect=side_effect)

    def configure_mock(self, **kwargs):
        for key, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            target = self
            *path, last = key.split(".")
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def _mock_child(self, **kwargs):
        return type(self)(**kwargs)

    @property
    def __class__(self):
        return self.__dict__.get("_mock_class") or type(self)

    @property
    def return_value(self):
        if self._mock_return is DEFAULT:
            self.__dict__["_mock_return"] = self._mock_child(parent=self, name="()")
        return self._mock_return

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return"] = value

    @property
    def side_effect(self):
        return self._mock_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not isinstance(value, BaseException):
            value = iter(value)
        self.__dict__["_mock_effect"] = value

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or name in ("_mock_methods", "_mock_children"):
            raise AttributeError(name)
        if self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to "
                                 "be an attribute.")
        children = self._mock_children
        if name not in children:
            wraps = self._mock_wraps
            children[name] = self._mock_child(
                parent=self, name=name, wraps=None if wraps is None else getattr(wraps, name))
        if children[name] is _MISSING:
            raise AttributeError(name)
        return children[name]

    def __setattr__(self, name, value):
        if name in ("return_value", "side_effect"):
            object.__setattr__(self, name, value)
            return
        if self._mock_is_strict and self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if name.startswith("__") and name.endswith("__") and callable(value):
            self._set_special(name, value)
            return
        if isinstance(value, NonCallableMock) and value._mock_parent is None and value._mock_name is None:
            value.__dict__["_mock_parent"], value.__dict__["_mock_name"] = self, name
        self.__dict__[name] = value

    def _set_special(self, name, value):
        own = type(self)
        if "_mock_is_own" not in own.__dict__:
            own = type(own.__name__, (own,), {"_mock_is_own": True})
            object.__setattr__(self, "__class__", own)
        setattr(own, name, value if isinstance(value, NonCallableMock) else
                lambda self, *args, **kwargs: value(self, *args, **kwargs))

    def __delattr__(self, name):
        if name in self.__dict__:
            del self.__dict__[name]
        self._mock_children[name] = _MISSING

    def _full_name(self):
        names, mock = [], self
        while mock is not None:
            name = mock._mock_name
            names.append(name if name is not None else "mock")
            mock = mock._mock_parent
        text = ""
        for name in reversed(names):
            text += name if not text or name == "()" else "." + name
        return text

    def __repr__(self):
        name = ""
        if self._mock_name is not None or self._mock_parent is not None:
            name = f" name={self._full_name()!r}"
        spec = ""
        if self._mock_class is not None:
            spec = f" spec={self._mock_class.__name__!r}"
        return f"<{type(self).__name__}{name}{spec} id={str(id(self))!r}>"

    def __dir__(self):
        return sorted(set(self._mock_methods or []) | set(self._mock_children) | set(dir(type(self))))

    # What was called.

    def _shown(self):
        return self._mock_name or "mock"

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

    def _history(self):
        return f"\nCalls: {self.mock_calls!r}." if self.mock_calls else ""

    def _named(self, found):
        return repr(found).replace("call", self._shown(), 1)

    def assert_called_with(self, /, *args, **kwargs):
        wanted = _made(args, kwargs)
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {self._named(wanted)}\n  Actual: not called.")
        if self.call_args != wanted:
            raise AssertionError(f"expected call not found.\nExpected: {self._named(wanted)}\n"
                                 f"  Actual: {self._named(self.call_args)}")

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown()}' to be called once. Called {self.call_count} times."
                                 f"{self._history()}")
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        wanted = _made(args, kwargs)
        if not any(found == wanted for found in self.call_args_list):
            raise AssertionError(f"{self._named(wanted)} call not found")

    def assert_has_calls(self, calls, any_order=False):
        calls = list(calls)
        found = list(self.mock_calls)
        if any_order:
            for wanted in calls:
                if wanted not in found:
                    raise AssertionError(f"{tuple(calls)!r} does not contain all of {calls!r} in its call list, "
                                         f"found {self.mock_calls!r} instead")
                found.remove(wanted)
            return
        if not any(found[i:i + len(calls)] == calls for i in range(len(found) - len(calls) + 1)):
            raise AssertionError(f"Calls not found.\nExpected: {calls!r}\n  Actual: {self.mock_calls!r}")


class Mock(NonCallableMock):
    """A mock that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, **kwargs)
        self.__dict__["_mock_return"] = return_value
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        own = self.__dict__
        made = _made(args, kwargs)
        own["called"] = True
        own["call_count"] += 1
        own["call_args"] = made
        own["call_args_list"].append(made)
        own["mock_calls"].append(made)
        self._tell_parents(args, kwargs)
        effect = self._mock_effect
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if isinstance(result, BaseException) or isinstance(result, type) and issubclass(
                        result, BaseException):
                    raise result
            if result is not DEFAULT:
                return result
        if self._mock_return is not DEFAULT:
            return self._mock_return
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def _tell_parents(self, args, kwargs):
        name, mock = self._mock_name, self._mock_parent
        is_method = name != "()" and not (name or "").startswith("__")
        while mock is not None:
            made = _Call((name, args, kwargs), name=name)
            mock.__dict__["mock_calls"].append(made)
            if is_method:
                mock.__dict__["method_calls"].append(made)
            if mock._mock_parent is not None:
                own = mock._mock_name
                is_method = is_method and own != "()"
                name = own + name if name.startswith("()") else f"{own}.{name}"
            mock = mock._mock_parent


class MagicMock(Mock):
    """A mock with the special methods of containers, numbers and context managers."""

    def __str__(self):
        return repr(self)

    def __int__(self):
        return 1

    def __float__(self):
        return 1.0

    def __bool__(self):
        return True

    def __index__(self):
        return 1

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other

    def __exit__(self, kind, error, traceback):
        return self._special("__exit__", False)(kind, error, traceback)

    def __len__(self):
        return self._special("__len__", 0)()

    def __contains__(self, item):
        return self._special("__contains__", False)(item)

    def __iter__(self):
        result = self._special("__iter__", ())()
        return iter(result)

    def __getitem__(self, key):
        return self._special("__getitem__")(key)

    def __setitem__(self, key, value):
        self._special("__setitem__")(key, value)

    def __delitem__(self, key):
        self._special("__delitem__")(key)

    def __enter__(self):
        return self._special("__enter__")()

    def _special(self, name, value=DEFAULT):
        children = self.__dict__["_mock_children"]
        if name not in children:
            children[name] = MagicMock(parent=self, name=name, return_value=value)
        return children[name]

    def __getattribute__(self, name):
        if name in _SPECIAL:
            return object.__getattribute__(self, "_special")(name, _SPECIAL[name])
        return object.__getattribute__(self, name)


_SPECIAL = {"__len__": 0, "__contains__": False, "__iter__": (), "__getitem__": DEFAULT, "__setitem__": DEFAULT,
            "__delitem__": DEFAULT, "__enter__": DEFAULT, "__exit__": False}


class PropertyMock(Mock):
    """A mock to be used as a property of a class."""

    def __get__(self, obj, cls=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def create_autospec(spec, spec_set=False, instance=False, **kwargs):
    return MagicMock(spec=spec, **kwargs)


def mock_open(mock=None, read_data=""):
    """A mock of `open` whose files hold some data."""
    import io
    if mock is None:
        mock = MagicMock(name="open")
    handle = MagicMock()

    def opened(*args, **kwargs):
        stream = io.StringIO(read_data) if isinstance(read_data, str) else io.BytesIO(read_data)
        for name in ("read", "readline", "readlines"):
            getattr(handle, name).side_effect = getattr(stream, name)
        handle.__iter__.side_effect = lambda: iter(stream.readlines())
        return DEFAULT
    handle.__enter__.return_value = handle
    mock.side_effect = opened
    mock.return_value = handle
    return mock


class _Patch:
    """Puts another object in the place of an attribute for a while."""

    def __init__(self, find, attribute, new, kwargs):
        self._find = find
        self.attribute = attribute
        self.new = new
        self.kwargs = kwargs

    def __enter__(self):
        self.target = self._find()
        new = self.new
        if new is DEFAULT:
            maker = self.kwargs.get("new_callable") or MagicMock
            settings = {key: value for key, value in self.kwargs.items()
                        if key not in ("new_callable", "create", "autospec")}
            if maker in (MagicMock, Mock):
                settings.setdefault("name", self.attribute)
            new = maker(**settings)
        own = getattr(self.target, "__dict__", {})
        self.was_own = self.attribute in own
        self.old = own[self.attribute] if self.was_own else getattr(self.target, self.attribute, _MISSING)
        if self.old is _MISSING and not self.kwargs.get("create"):
            import builtins
            if not hasattr(builtins, self.attribute):
                raise AttributeError(f"{self.target!r} does not have the attribute {self.attribute!r}")
        setattr(self.target, self.attribute, new)
        return new

    def __exit__(self, *info):
        if self.was_own:
            setattr(self.target, self.attribute, self.old)
        else:
            delattr(self.target, self.attribute)
        return False

    start = __enter__

    def stop(self):
        self.__exit__(None, None, None)

    def __call__(self, item):
        if isinstance(item, type):
            for name in dir(item):
                if name.startswith("test") and callable(getattr(item, name)):
                    setattr(item, name, self(getattr(item, name)))
            return item

        @functools.wraps(item)
        def patched(*args, **kwargs):
            with self as new:
                if self.new is DEFAULT:
                    args += (new,)
                return item(*args, **kwargs)
        return patched


def _module_of(path):
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        try:
            found = sys.modules[name] if name in sys.modules else _import(name)
        except ImportError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(f"No module named {parts[0]!r}")


def patch(target, new=DEFAULT, **kwargs):
    try:
        path, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return _Patch(lambda: _module_of(path), attribute, new, kwargs)


def _patch_object(target, attribute, new=DEFAULT, **kwargs):
    return _Patch(lambda: target, attribute, new, kwargs)


class _PatchDict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self._dict, self._values, self._clear = in_dict, dict(values, **kwargs), clear

    def __enter__(self):
        if isinstance(self._dict, str):
            path, attribute = self._dict.rsplit(".", 1)
            self._dict = getattr(_module_of(path), attribute)
        self._old = dict(self._dict)
        if self._clear:
            self._dict.clear()
        self._dict.update(self._values)
        return self._dict

    def __exit__(self, *info):
        self._dict.clear()
        self._dict.update(self._old)
        return False

    start = __enter__

    def stop(self):
        self.__exit__(None, None, None)

    def __call__(self, function):
        @functools.wraps(function)
        def patched(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return patched


patch.object = _patch_object
patch.dict = _PatchDict
