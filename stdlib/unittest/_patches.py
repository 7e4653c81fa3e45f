"""Puts mocks in the place of attributes and entries for a while."""

import builtins as _builtins
import contextlib
import functools
import sys

from unittest import mock as _mock
from unittest._calls import DEFAULT

try:
    from _gradus import import_module as _import
except ImportError:
    from importlib import import_module as _import


# What a function has again, empty, when it is deleted.
_NEVER_MISSING = ("__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")


def _module_of(path):
    """What a dotted path names, importing what is needed of it."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        try:
            found = sys.modules[name] if name in sys.modules else _import(name)
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(f"No module named {parts[0]!r}")


def _target(target):
    try:
        path, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return lambda: _module_of(path), attribute


class _patch:
    """Puts another object in the place of an attribute for a while."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            _mock._check_typos(kwargs)
        if _mock._is_mock(spec) or _mock._is_mock(spec_set) or _mock._is_mock(autospec):
            raise _mock.InvalidSpecError(f"Cannot spec attr {attribute!r} as the spec is a Mock object.")
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set, self.autospec, self.kwargs = spec, create, spec_set, autospec, kwargs
        self.unsafe, self.additional_patchers = unsafe, []

    def copy(self):
        made = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                      self.new_callable, self.kwargs, unsafe=self.unsafe)
        made.attribute_name = self.attribute_name
        made.additional_patchers = [one.copy() for one in self.additional_patchers]
        return made

    def __call__(self, item):
        if not isinstance(item, type):
            return self._decorated(item)
        for name in dir(item):
            if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(item, name), "__call__"):
                setattr(item, name, self.copy()(getattr(item, name)))
        return item

    def _decorated(self, function):
        # Patches of one function are kept in one list: the lowest decorator gives the first argument.
        if hasattr(function, "patchings"):
            function.patchings.append(self)
            return function

        @functools.wraps(function)
        def patched(*args, **kwargs):
            extra = []
            with contextlib.ExitStack() as stack:
                for one in patched.patchings:
                    made = stack.enter_context(one)
                    if one.attribute_name is not None:
                        kwargs.update(made)
                    elif one.new is DEFAULT:
                        extra.append(made)
                return function(*args, *extra, **kwargs)

        patched.patchings = [self]
        return patched

    def _find_original(self):
        name, target = self.attribute, self.target
        own = getattr(target, "__dict__", {})
        is_own = name in own
        original = own[name] if is_own else getattr(target, name, DEFAULT)
        if hasattr(_builtins, name) and isinstance(target, type(sys)):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, is_own

    def _made(self, original):
        spec, spec_set, autospec, kwargs = self.spec, self.spec_set, self.autospec, dict(self.kwargs)
        if autospec is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            original = original if autospec is True else autospec
            if _mock._is_mock(original):
                raise _mock.InvalidSpecError(
                    f"Cannot autospec attr {self.attribute!r} as the patch target has already been mocked out. "
                    f"[target={self.target!r}, attr={original!r}]")
            if isinstance(original, (staticmethod, classmethod)):
                original = getattr(self.target, self.attribute)
            return _mock.create_autospec(original, spec_set=bool(spec_set), _name=self.attribute, unsafe=self.unsafe,
                                         **kwargs)
        if spec is True:
            spec, spec_set = (None, original) if spec_set is True else (original, spec_set)
        elif spec_set is True:
            spec_set = original
        if (spec is not None or spec_set is not None) and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        settings = {key: value for key, value in (("spec", spec), ("spec_set", spec_set)) if value is not None}
        like = spec_set if spec_set is not None else spec
        cls = self.new_callable or _mock.MagicMock
        if self.new_callable is None and like is not None and (
                "__call__" not in like if _mock._is_list(like) else not _mock._callable(like)):
            cls = _mock.NonCallableMagicMock
        if isinstance(cls, type) and issubclass(cls, _mock.NonCallableMock) and self.attribute:
            settings["name"] = self.attribute
            if self.unsafe:
                settings["unsafe"] = True
        made = cls(**{**settings, **kwargs})
        if like is not None and isinstance(original, type) and _mock._is_mock(made):
            settings.pop("name", None)
            settings.pop("unsafe", None)
            called = "__call__" in like if _mock._is_list(like) else _mock._instances_callable(like)
            kind = cls if called else _mock.NonCallableMagicMock
            made.return_value = kind(_new_parent=made, _new_name="()", **settings)
        return made

    def __enter__(self):
        new, self.target = self.new, self.getter()
        if self.spec is False:
            self.spec = None
        if self.spec_set is False:
            self.spec_set = None
        if self.autospec is False:
            self.autospec = None
        if self.spec is not None and self.autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (self.spec is not None or self.autospec is not None) and self.spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, is_own = self._find_original()
        if new is DEFAULT:
            new = self._made(original)
        elif self.autospec is not None:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local = original, is_own
        self._others = contextlib.ExitStack()
        setattr(self.target, self.attribute, new)
        if self.attribute_name is None:
            return new
        try:
            made = {self.attribute_name: new} if self.new is DEFAULT else {}
            for one in self.additional_patchers:
                more = self._others.enter_context(one)
                if one.new is DEFAULT:
                    made.update(more)
            return made
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise

    def __exit__(self, *info):
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in _NEVER_MISSING):
                setattr(self.target, self.attribute, self.temp_original)
        self._others.__exit__(*info)
        del self.temp_original, self.is_local, self.target
        return False

    def start(self):
        made = self.__enter__()
        self._active_patches.append(self)
        return made

    def stop(self):
        if self not in self._active_patches:
            return None
        self._active_patches.remove(self)
        return self.__exit__(None, None, None)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False,
          **kwargs):
    getter, attribute = _target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    getter = (lambda: _module_of(target)) if isinstance(target, str) else (lambda: target)
    made = []
    for attribute, new in kwargs.items():
        one = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        one.attribute_name = attribute
        made.append(one)
    made[0].additional_patchers = made[1:]
    return made[0]


class _patch_dict:
    """Puts other entries into a dictionary for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, {**dict(values), **kwargs}, clear
        self._original = None

    def __call__(self, item):
        if isinstance(item, type):
            for name in dir(item):
                if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(item, name), "__call__"):
                    setattr(item, name, _patch_dict(self.in_dict, self.values, self.clear)(getattr(item, name)))
            return item

        @functools.wraps(item)
        def patched(*args, **kwargs):
            with self:
                return item(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            getter, attribute = _target(self.in_dict)
            self.in_dict = getattr(getter(), attribute)
        found = self.in_dict
        try:
            self._original = found.copy()
        except AttributeError:
            self._original = {key: found[key] for key in found}
        if self.clear:
            _cleared(found)
        try:
            found.update(self.values)
        except AttributeError:
            for key in self.values:
                found[key] = self.values[key]
        return found

    def __exit__(self, *info):
        if self._original is not None:
            _cleared(self.in_dict)
            try:
                self.in_dict.update(self._original)
            except AttributeError:
                for key in self._original:
                    self.in_dict[key] = self._original[key]
            self._original = None
        return False

    def start(self):
        made = self.__enter__()
        _patch._active_patches.append(self)
        return made

    def stop(self):
        if self not in _patch._active_patches:
            return None
        _patch._active_patches.remove(self)
        return self.__exit__(None, None, None)


def _cleared(found):
    try:
        found.clear()
    except AttributeError:
        for key in list(found):
            del found[key]


def _stop_all():
    """Ends what `start` began, the last first."""
    for one in reversed(list(_patch._active_patches)):
        one.stop()


patch.object, patch.multiple, patch.dict, patch.stopall = _patch_object, _patch_multiple, _patch_dict, _stop_all
patch.TEST_PREFIX = "test"
