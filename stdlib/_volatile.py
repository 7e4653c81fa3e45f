"""Numbers that differ from run to run, written so that they are recognised: what clocks say, and what is computed from it.

While a notebook is recorded or tested, `install()` puts these in the place of the functions of `time`. A number that comes
from one of them is written between two private characters, which the recorder turns into `...`.
"""

import time

_OPEN = "\ue000"
_CLOSE = "\ue001"


class _Float(float):
    def __format__(self, spec):
        return _OPEN + float(self).__format__(spec) + _CLOSE

    def __repr__(self):
        return _OPEN + repr(float(self)) + _CLOSE

    __str__ = __repr__

    def __round__(self, digits=None):
        return _marked(round(float(self), digits) if digits is not None else round(float(self)))

    def __int__(self):
        return _marked(int(float(self)))

    def __floor__(self):
        return _marked(float(self).__floor__())

    def __divmod__(self, other):
        quotient, rest = divmod(float(self), float(other))
        return _marked(quotient), _marked(rest)

    def __reduce__(self):
        return float, (float(self),)


class _Int(int):
    def __format__(self, spec):
        return _OPEN + _plain(self).__format__(spec) + _CLOSE

    def __repr__(self):
        return _OPEN + int.__repr__(self) + _CLOSE

    __str__ = __repr__

    def __divmod__(self, other):
        quotient, rest = divmod(_plain(self), _plain(other))
        return _marked(quotient), _marked(rest)

    def __reduce__(self):
        return int, (_plain(self),)


def _plain(value):
    if isinstance(value, _Float):
        return float.__add__(value, 0.0)
    if isinstance(value, _Int):
        return int.__add__(value, 0)
    return value


def _marked(value):
    if isinstance(value, float):
        return _Float(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _Int(value)
    return value


def _operation(kind, name):
    plain = getattr(kind, name)

    def operation(self, other):
        if not isinstance(other, (int, float)):
            return NotImplemented
        result = plain(self, other)
        if result is NotImplemented and isinstance(other, float):
            # An integer with a float.
            result = getattr(float, name)(float(_plain(self)), _plain(other))
        return _marked(result)

    operation.__name__ = name
    return operation


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow"):
    for _prefix in ("__", "__r"):
        for _class, _kind in ((_Float, float), (_Int, int)):
            setattr(_class, _prefix + _name + "__", _operation(_kind, _prefix + _name + "__"))
for _class, _kind in ((_Float, float), (_Int, int)):
    for _name in ("__neg__", "__abs__", "__pos__"):
        setattr(_class, _name, (lambda plain: lambda self: _marked(plain(self)))(getattr(_kind, _name)))
    _class.__name__ = _kind.__name__
    _class.__qualname__ = _kind.__name__
    _class.__module__ = "builtins"
    # `%` and `int` know the marks by this.
    _class._gradus_marks = _OPEN + _CLOSE


def _wrapped(function):
    def clock():
        return _marked(function())

    clock.__name__ = function.__name__
    clock.__qualname__ = function.__name__
    clock.__doc__ = function.__doc__
    return clock


def _text(function, count):
    """A function that writes a time: with marks, unless it is told which time."""

    def clock(*arguments):
        text = function(*arguments)
        return text if len(arguments) > count else _OPEN + text + _CLOSE

    clock.__name__ = function.__name__
    clock.__qualname__ = function.__name__
    clock.__doc__ = function.__doc__
    clock._is_marking = True
    return clock


_stamps = {}


def stamp(value):
    """The same date or time, or difference of times, written with marks."""
    kind = type(value)
    if kind in _stamps.values():
        return value
    marked = _stamps.get(kind)
    if marked is None:
        members = {"__module__": kind.__module__}
        for name in ("__str__", "__repr__", "__format__", "isoformat", "strftime", "ctime"):
            plain = getattr(kind, name, None)
            if plain is not None:
                members[name] = (lambda plain: lambda self, *a, **k: _OPEN + _bare(plain(self, *a, **k)) + _CLOSE)(plain)
        if hasattr(kind, "total_seconds"):
            members["total_seconds"] = lambda self: _marked(kind.total_seconds(self))
        if hasattr(kind, "timestamp"):
            members["timestamp"] = lambda self: _marked(kind.timestamp(self))

        def difference(self, other):
            result = kind.__sub__(self, other)
            return stamp(result) if hasattr(result, "total_seconds") else result

        members["__sub__"] = difference
        marked = _stamps[kind] = type(kind.__name__, (kind,), members)
    if hasattr(value, "total_seconds"):
        return marked(_plain(value.days), _plain(value.seconds), _plain(value.microseconds))
    fields = [_plain(getattr(value, name)) for name in ("year", "month", "day")]
    if hasattr(value, "hour"):
        fields += [_plain(getattr(value, name)) for name in ("hour", "minute", "second", "microsecond")]
        return marked(*fields, tzinfo=value.tzinfo)
    return marked(*fields)


def _bare(text):
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def _install_dates(module):
    """Makes the clocks of `datetime` mark what they return."""

    def marking(kind, name):
        plain = getattr(kind, name)

        def clock(*arguments, **keywords):
            return stamp(plain(*arguments, **keywords))

        setattr(kind, name, staticmethod(clock))

    for kind, names in ((module.datetime, ("now", "utcnow", "today")), (module.date, ("today",))):
        for name in names:
            marking(kind, name)


def imported(module):
    """`datetime` calls this when it is imported, since it is too large to be imported for nothing."""
    if _is_installed and module not in _done:
        _done.append(module)
        _install_dates(module)


_is_installed = False
_done = []


def install():
    """Makes the clocks of `time` mark what they return."""
    import sys

    global _is_installed
    _is_installed = True
    for name, count in (("ctime", 0), ("asctime", 0), ("strftime", 1)):
        function = getattr(time, name, None)
        if function is not None and not getattr(function, "_is_marking", False):
            setattr(time, name, _text(function, count))
    if "datetime" in sys.modules:
        imported(sys.modules["datetime"])
    for name in (
        "time", "perf_counter", "monotonic", "process_time", "thread_time", "time_ns", "perf_counter_ns", "monotonic_ns",
        "process_time_ns",
    ):
        function = getattr(time, name, None)
        if function is not None and not getattr(function, "_is_marking", False):
            clock = _wrapped(function)
            clock._is_marking = True
            setattr(time, name, clock)
