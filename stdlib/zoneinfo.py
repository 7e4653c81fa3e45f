"""Time zones of the IANA data base, read from the system's files (RFC 8536)."""

import os as _os
import struct as _struct
from bisect import bisect_right as _bisect
from datetime import datetime as _datetime, timedelta as _timedelta, tzinfo as _tzinfo

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError", "InvalidTZPathWarning"]

_SYSTEM = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
_EPOCH = _datetime(1970, 1, 1)


class ZoneInfoNotFoundError(KeyError):
    """There is no zone of that name."""


class InvalidTZPathWarning(RuntimeWarning):
    """A folder of zones that is no whole path."""


ZoneInfoNotFoundError.__module__ = "zoneinfo._common"


def reset_tzpath(to=None):
    global TZPATH
    given = _os.environ.get("PYTHONTZPATH")
    if to is not None:
        TZPATH = tuple(map(str, to))
    else:
        TZPATH = _SYSTEM if given is None else tuple(filter(None, given.split(":")))


reset_tzpath()


def available_timezones():
    """The names of all zones."""
    found = set()
    for root in TZPATH:
        for folder, folders, names in _os.walk(root):
            if folder == root:
                folders[:] = [name for name in folders if name not in ("right", "posix")]
            for name in names:
                path = _os.path.join(folder, name)
                with open(path, "rb") as file:
                    if file.read(4) == b"TZif":
                        found.add(_os.path.relpath(path, root))
    found.discard("posixrules")
    return found


class _Kind:
    """One of the clocks that a zone had: seconds east of UTC, those of summer time, and its name."""

    __slots__ = ("seconds", "is_summer", "name", "summer")

    def __init__(self, seconds, is_summer, name):
        self.seconds = seconds
        self.is_summer = is_summer
        self.name = name
        self.summer = 0


class ZoneInfo(_tzinfo):
    """A time zone by its name: `ZoneInfo("Asia/Seoul")`."""

    _known = {}

    def __new__(cls, key):
        zone = cls._known.get((cls, key))
        if zone is None:
            zone = cls._known[cls, key] = cls.no_cache(key)
        return zone

    @classmethod
    def no_cache(cls, key):
        if not isinstance(key, str):
            raise TypeError(f"expected str, bytes or os.PathLike object, not {type(key).__name__}")
        if _os.path.isabs(key):
            raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
        if len(_os.path.normpath(key)) != len(key):
            raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
        if key.startswith(".."):
            raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
        for root in TZPATH:
            path = _os.path.join(root, key)
            if _os.path.isfile(path):
                with open(path, "rb") as file:
                    return cls.from_file(file, key)
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}")

    @classmethod
    def from_file(cls, file, /, key=None):
        zone = super().__new__(cls)
        zone._key = key
        zone._file = repr(file)
        zone._read(file.read())
        return zone

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        for known in list(cls._known):
            if only_keys is None or known[1] in only_keys:
                del cls._known[known]

    @property
    def key(self):
        return self._key

    def __str__(self):
        return self._key if self._key is not None else repr(self)

    def __repr__(self):
        if self._key is None:
            return f"zoneinfo.ZoneInfo.from_file({self._file})"
        return f"{type(self).__module__}.{type(self).__qualname__}(key={self._key!r})"

    def __reduce__(self):
        return (type(self), (self._key,))

    def _read(self, data):
        if data[:4] != b"TZif":
            raise ValueError("Invalid TZif file: magic not found")
        place, width, letter = 0, 4, "l"
        counts = _struct.unpack_from(">6l", data, 20)
        if data[4:5] >= b"2":
            # The first block has 32 bits only; the second one says the same with 64.
            universal, standard, leaps, times, kinds, letters = counts
            place = 44 + times * 5 + kinds * 6 + letters + leaps * 8 + standard + universal
            width, letter = 8, "q"
            counts = _struct.unpack_from(">6l", data, place + 20)
        universal, standard, leaps, times, kinds, letters = counts
        place += 44
        self._times = list(_struct.unpack_from(f">{times}{letter}", data, place))
        place += times * width
        numbers = data[place:place + times]
        place += times
        records = [_struct.unpack_from(">lbB", data, place + 6 * i) for i in range(kinds)]
        place += 6 * kinds
        names = data[place:place + letters]
        place += letters + leaps * (width + 4) + standard + universal
        made = [_Kind(seconds, bool(summer), names[start:names.index(b"\0", start)].decode())
                for seconds, summer, start in records]
        self._kinds = [made[number] for number in numbers]
        self._first = next((kind for kind in made if not kind.is_summer), made[0])
        self._find_summer(made)
        # Local times at which clocks change, read as the earlier and as the later of two that are the same.
        self._walls = ([], [])
        before = self._first
        for time, kind in zip(self._times, self._kinds):
            low, high = sorted((before.seconds, kind.seconds))
            self._walls[0].append(time + high)
            self._walls[1].append(time + low)
            before = kind
        footer = data[place:].strip(b"\n").decode() if width == 8 else ""
        from _zonerules import Rule
        last = self._kinds[-1] if self._kinds else self._first
        self._rule = Rule(footer) if footer else None
        self._last = last

    def _find_summer(self, made):
        """How much later a summer clock is than the one before or, failing that, the one after it."""
        row = self._kinds
        for place in range(1, len(row)):
            kind, before = row[place], row[place - 1]
            if not kind.is_summer or kind.summer:
                continue
            if not before.is_summer:
                kind.summer = kind.seconds - before.seconds
            # As in CPython, the last clock of the file has nothing after it.
            if not kind.summer and kind is not made[-1] and place + 1 < len(row) and not row[place + 1].is_summer:
                kind.summer = kind.seconds - row[place + 1].seconds
        for kind in made:
            if kind.is_summer and not kind.summer:
                kind.summer = 3600

    def _kind(self, when):
        if when is None:
            if self._rule is None or self._rule.is_fixed:
                return self._last if self._rule is None else self._rule.standard if not self._times else None
            return None
        seconds = (when.replace(tzinfo=None, fold=0) - _EPOCH) // _timedelta(seconds=1)
        place = _bisect(self._walls[when.fold], seconds)
        if place == len(self._times) and self._rule is not None:
            return self._rule.local(seconds, when.year, when.fold)
        return self._kinds[place - 1] if place else self._first

    def utcoffset(self, when):
        kind = self._kind(when)
        return None if kind is None else _timedelta(seconds=kind.seconds)

    def dst(self, when):
        kind = self._kind(when)
        return None if kind is None else _timedelta(seconds=kind.summer)

    def tzname(self, when):
        kind = self._kind(when)
        return None if kind is None else kind.name

    def fromutc(self, when):
        if when.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        seconds = (when.replace(tzinfo=None) - _EPOCH) // _timedelta(seconds=1)
        place = _bisect(self._times, seconds)
        if place == len(self._times) and self._rule is not None:
            kind, before = self._rule.universal(seconds, when.year)
        else:
            kind = self._kinds[place - 1] if place else self._first
            before = self._kinds[place - 2] if place > 1 else self._first
            since = seconds - self._times[place - 1] if place else None
            before = before if since is not None and since < before.seconds - kind.seconds else None
        result = when + _timedelta(seconds=kind.seconds)
        return result.replace(fold=1) if before is not None else result
