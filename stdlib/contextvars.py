"""Variables that belong to a context of execution; without threads and tasks there is one at a time."""

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_NOTHING = object()


class Context:
    """Values of variables; `run` calls a function within it."""

    def __init__(self):
        self._values = {}

    def run(self, function, /, *args, **kwargs):
        global _current
        outside, _current = _current, self
        try:
            return function(*args, **kwargs)
        finally:
            _current = outside

    def copy(self):
        other = Context()
        other._values = dict(self._values)
        return other

    def get(self, var, default=None):
        return self._values.get(var, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)


_current = Context()


class Token:
    """What `set` gave back, to undo it."""

    MISSING = _NOTHING

    def __init__(self, context, var, old_value):
        self._context, self.var, self.old_value, self._used = context, var, old_value, False


class ContextVar:
    def __init__(self, name, *, default=_NOTHING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name = name
        self._default = default

    def get(self, default=_NOTHING, /):
        value = _current._values.get(self, default)
        if value is _NOTHING:
            value = self._default
        if value is _NOTHING:
            raise LookupError(self)
        return value

    def set(self, value, /):
        token = Token(_current, self, _current._values.get(self, _NOTHING))
        _current._values[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token.old_value is _NOTHING:
            _current._values.pop(self, None)
        else:
            _current._values[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _NOTHING else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {hex(id(self))}>"


def copy_context():
    return _current.copy()
