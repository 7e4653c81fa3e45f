"""Calls that mocks remember, and values that stand for others in comparisons."""

__all__ = ["ANY", "DEFAULT", "call", "sentinel"]


class _Sentinel:
    """A value that is only itself, with a name to show."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    """Makes a value for each name that it is asked for, always the same."""

    def __init__(self):
        self._known = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._known.setdefault(name, _Sentinel(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
MISSING = sentinel.MISSING
DELETED = sentinel.DELETED


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def _parts(value, name=""):
    """Name, positional and keyword arguments of what stands for a call: any of them may be left out."""
    args, kwargs = (), {}
    if len(value) == 3:
        name, args, kwargs = value
    elif len(value) == 2:
        first, second = value
        if isinstance(first, str):
            name = first
            if isinstance(second, tuple):
                args = second
            else:
                kwargs = second
        else:
            args, kwargs = first, second
    elif len(value) == 1:
        value, = value
        if isinstance(value, str):
            name = value
        elif isinstance(value, tuple):
            args = value
        else:
            kwargs = value
    return name, args, kwargs


def shown_call(name, args, kwargs):
    """The text of a call."""
    parts = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


_OF_TUPLES = {"__add__", "__contains__", "__getitem__", "__iter__", "__len__", "__mul__", "__rmul__", "count", "index"}


class _Call(tuple):
    """A call: its name, positional and keyword arguments, or (`two`) only the arguments."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        name, args, kwargs = _parts(value, name)
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent, self._mock_from_kall = name, parent, from_kall

    def __eq__(self, other):
        try:
            if len(other) > 3:
                return False
        except TypeError:
            return NotImplemented
        parent = self._mock_parent
        other_parent = getattr(other, "_mock_parent", None)
        if parent and other_parent and parent != other_parent:
            return False
        name, args, kwargs = _parts(tuple(self))
        try:
            other_name, other_args, other_kwargs = _parts(tuple(other))
        except (TypeError, ValueError):
            return False
        if len(other) == 2 and isinstance(other[0], str) and not isinstance(other[1], (tuple, dict)):
            return False
        if name and other_name != name:
            return False
        # The other stands on the left, so that its ANY decides.
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    def __getattribute__(self, name):
        # The names of a tuple's methods are names of a mock's methods, too.
        if name in _OF_TUPLES:
            return _Call.__getattr__(self, name)
        return tuple.__getattribute__(self, name)

    @property
    def args(self):
        return tuple.__getitem__(self, -2)

    @property
    def kwargs(self):
        return tuple.__getitem__(self, -1)

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return name if name.startswith("call") else f"call{name}" if name.startswith("()") else f"call.{name}"
        if len(self) == 2:
            name, (args, kwargs) = "call", self
        else:
            name, args, kwargs = self
            name = "call" if not name else f"call{name}" if name.startswith("()") else f"call.{name}"
        return shown_call(name, args, kwargs)

    def call_list(self):
        """The calls of a chain: of a().b().c(), the three of them."""
        found, one = [], self
        while one is not None:
            if one._mock_from_kall:
                found.append(one)
            one = one._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    """Calls in order; another list is in it when its calls follow one another here."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(self[i:i + len(value)] == value for i in range(len(self) - len(value) + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))
