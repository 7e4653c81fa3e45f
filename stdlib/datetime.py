"""Dates and times."""

import sys as _sys
import time as _time

MINYEAR = 1
MAXYEAR = 9999
_DAYS_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
_MONTHS = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_FULL_MONTHS = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December"]
_FULL_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ordinal(year, month, day):
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + _DAYS_BEFORE[month] + (month > 2 and _is_leap(year)) + day


def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    year = n400 * 400 + 1
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year += n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    # A guess of the month that is right or one too high.
    month = (n + 50) >> 5
    before = _DAYS_BEFORE[month] + (month > 2 and _is_leap(year))
    if before > n:
        month -= 1
        before = _DAYS_BEFORE[month] + (month > 2 and _is_leap(year))
    return year, month, n - before + 1


def _check_date(year, month, day):
    for name, place, value in (("year", 1, year), ("month", 2, month), ("day", 3, day)):
        if type(value) is int:
            continue
        if value is None:
            raise TypeError(f"function missing required argument {name!r} (pos {place})")
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_zone(tzinfo_value):
    if tzinfo_value is not None and not isinstance(tzinfo_value, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tzinfo_value).__name__}'")


def _check_fold(fold):
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


def _read_only(name, read):
    def refuse(self, value):
        kind = next(cls for cls in type(self).__mro__ if cls.__module__ == "datetime")
        raise AttributeError(f"attribute {name!r} of 'datetime.{kind.__name__}' objects is not writable")
    return property(read, refuse)


def _check_time(hour, minute, second, microsecond):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")


def _format_offset(offset, separator=":"):
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    offset = abs(offset)
    minutes, seconds = divmod(offset.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02d}{separator}{minutes:02d}"
    return text + (f"{separator}{seconds:02d}" if seconds else "")


# Formats of these characters alone need neither the day of the week nor that of the year.
_PLAIN_FORMAT = frozenset("%YmdHIMSfpBb -/:.,T")


def _format(value, fmt):
    """strftime by hand, so that every year and every platform give the same."""
    result = []
    i = 0
    has_date = isinstance(value, date)
    year, month, day = (value.year, value.month, value.day) if has_date else (1900, 1, 1)
    hour, minute, second, micro = (getattr(value, n, 0) for n in ("hour", "minute", "second", "microsecond"))
    weekday = yearday = 0
    if not _PLAIN_FORMAT.issuperset(fmt):
        weekday = (_ordinal(year, month, day) + 6) % 7
        yearday = _ordinal(year, month, day) - _ordinal(year, 1, 1) + 1
    while i < len(fmt):
        c = fmt[i]
        i += 1
        if c != "%" or i >= len(fmt):
            result.append(c)
            continue
        c = fmt[i]
        i += 1
        if c == "-" and i < len(fmt):
            c = fmt[i]
            i += 1
            number = {"d": day, "m": month, "H": hour, "M": minute, "S": second, "I": hour % 12 or 12, "j": yearday,
                      "y": year % 100}.get(c)
            result.append(str(number) if number is not None else "%-" + c)
        elif c == "Y":
            result.append(str(year))
        elif c == "m":
            result.append(f"{month:02d}")
        elif c == "d":
            result.append(f"{day:02d}")
        elif c == "e":
            result.append(f"{day:2d}")
        elif c == "H":
            result.append(f"{hour:02d}")
        elif c == "I":
            result.append(f"{hour % 12 or 12:02d}")
        elif c == "M":
            result.append(f"{minute:02d}")
        elif c == "S":
            result.append(f"{second:02d}")
        elif c == "f":
            result.append(f"{micro:06d}")
        elif c == "p":
            result.append("AM" if hour < 12 else "PM")
        elif c == "y":
            result.append(f"{year % 100:02d}")
        elif c == "j":
            result.append(f"{yearday:03d}")
        elif c == "a":
            result.append(_DAYS[weekday])
        elif c == "A":
            result.append(_FULL_DAYS[weekday])
        elif c in "bh":
            result.append(_MONTHS[month])
        elif c == "B":
            result.append(_FULL_MONTHS[month])
        elif c == "w":
            result.append(str((weekday + 1) % 7))
        elif c == "u":
            result.append(str(weekday + 1))
        elif c == "U":
            result.append(f"{(yearday + 6 - (weekday + 1) % 7) // 7:02d}")
        elif c == "W":
            result.append(f"{(yearday + 6 - weekday) // 7:02d}")
        elif c == "V":
            result.append(f"{date(year, month, day).isocalendar()[1]:02d}")
        elif c == "G":
            result.append(str(date(year, month, day).isocalendar()[0]))
        elif c == "z":
            offset = value.utcoffset() if hasattr(value, "utcoffset") else None
            result.append(_format_offset(offset, ""))
        elif c == "Z":
            name = value.tzname() if hasattr(value, "tzname") else None
            result.append(name or "")
        elif c == "s":
            result.append(str(int(value.timestamp())))
        elif c == "c":
            result.append(_format(value, "%a %b %e %H:%M:%S %Y"))
        elif c == "x" or c == "D":
            result.append(_format(value, "%m/%d/%y"))
        elif c == "X" or c == "T":
            result.append(_format(value, "%H:%M:%S"))
        elif c == "F":
            result.append(_format(value, "%Y-%m-%d"))
        elif c == "R":
            result.append(_format(value, "%H:%M"))
        elif c == "%":
            result.append("%")
        else:
            result.append("%" + c)
    return "".join(result)


def _delta(total):
    """A timedelta of so many microseconds."""
    self = object.__new__(timedelta)
    seconds, self._microseconds = divmod(total, 1000000)
    days, self._seconds = divmod(seconds, 86400)
    self._days = days
    if not -999999999 <= days <= 999999999:
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    return self


def _whole(a, b):
    """a / b, rounded to the nearest even."""
    if b == 0:
        raise ZeroDivisionError("integer division or modulo by zero")
    quotient, rest = divmod(a, b)
    rest *= 2
    if (rest > b if b > 0 else rest < b) or rest == b and quotient % 2:
        quotient += 1
    return quotient


class timedelta:
    """A length of time."""

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        days += weeks * 7
        seconds += minutes * 60 + hours * 3600
        microseconds += milliseconds * 1000
        if isinstance(days, int) and isinstance(seconds, int) and isinstance(microseconds, int):
            total = (days * 86400 + seconds) * 1000000 + microseconds
        else:
            whole = int(days)
            rest = (days - whole) * 86400
            whole_seconds = int(rest)
            rest_seconds = rest - whole_seconds
            more = int(seconds)
            rest_seconds += seconds - more
            total = (whole * 86400 + whole_seconds + more) * 1000000 + round(microseconds + rest_seconds * 1e6)
        self = object.__new__(cls)
        seconds, self._microseconds = divmod(total, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f"days={self._days}; must have magnitude <= 999999999")
        return self

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)

    days = _read_only("days", lambda self: self._days)
    seconds = _read_only("seconds", lambda self: self._seconds)
    microseconds = _read_only("microseconds", lambda self: self._microseconds)

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 10 ** 6

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in
                 (("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)) if value]
        return f"{'datetime.' if self.__class__ is timedelta else ''}{self.__class__.__qualname__}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return text + (f".{self._microseconds:06d}" if self._microseconds else "")

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        return other + -self if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta(microseconds=self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_whole(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return _delta(_whole(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_whole(b * self._total(), a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(self._total() // other)
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta(microseconds=self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total())

    def __bool__(self):
        return self._total() != 0


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """What time zones derive from."""

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """The local time of a time that is UTC's, though `self` is its zone."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, summer = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        if summer is None:
            raise ValueError("fromutc: non-None dst() result required")
        # By standard time it may be summer.
        standard = offset - summer
        if standard:
            dt += standard
            summer = dt.dst()
            if summer is None:
                raise ValueError("fromutc(): dt.dst gave inconsistent results; cannot convert")
        return dt + summer


class timezone(tzinfo):
    """A fixed offset from UTC."""

    def __new__(cls, offset=None, name=None):
        # No offset and no name: the one `timezone.utc`.
        if cls is timezone and name is None and isinstance(offset, timedelta) and not offset:
            return getattr(cls, "utc", None) or super().__new__(cls)
        return super().__new__(cls)

    def __reduce__(self):
        return type(self), (self._offset,) if self._name is None else (self._offset, self._name)

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError(f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.")
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" if not self._offset else "UTC" + _format_offset(self._offset)

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() argument must be a datetime instance or None")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc


class _IsoDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _digits(text, count):
    return len(text) == count and text.isascii() and text.isdigit()


def _iso_day(text):
    """Year, month and day of an ISO text; or its year, week and weekday after a mark; None where it is none."""
    dash = "-" if text[4:5] == "-" else ""
    if not _digits(text[:4], 4):
        return None
    year, rest = int(text[:4]), text[4 + len(dash):]
    if rest[:1] == "W":
        week, day = rest[1:3], rest[3:]
        if dash and day:
            if day[0] != "-":
                return None
            day = day[1:]
        if not _digits(week, 2) or day and not _digits(day, 1):
            return None
        return "week", year, int(week), int(day) if day else 1
    month, day = rest[:2], rest[2:]
    if dash:
        if day[:1] != "-":
            return None
        day = day[1:]
    if not _digits(month, 2) or not _digits(day, 2):
        return None
    return year, int(month), int(day)


def _iso_clock(text):
    """Hour, minute, second and microsecond of an ISO text; None where it is none."""
    fraction = 0
    for mark in ".,":
        if mark in text:
            text, digits = text.split(mark, 1)
            if not digits.isascii() or not digits.isdigit():
                return None
            fraction = int(digits[:6].ljust(6, "0"))
            if len(text.replace(":", "")) != 6:
                return None
            break
    parts = text.split(":") if ":" in text else [text[i:i + 2] for i in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or not all(_digits(part, 2) for part in parts):
        return None
    numbers = [int(part) for part in parts] + [0] * (3 - len(parts))
    return (*numbers, fraction)


class date:
    """A day of the calendar."""

    _tzinfo = None

    def __new__(cls, year, month=None, day=None):
        if not (type(year) is type(month) is type(day) is int and 1 <= year <= 9999 and 1 <= month <= 12
                and 1 <= day <= 28):
            _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    year = _read_only("year", lambda self: self._year)
    month = _read_only("month", lambda self: self._month)
    day = _read_only("day", lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_time.localtime(timestamp)[:3])

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__class__, (self._year, self._month, self._day)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The day of a week of the ISO calendar."""
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        first = _ordinal(year, 1, 1) % 7
        weeks = 53 if first == 4 or first == 3 and _is_leap(year) else 52
        if not 1 <= week <= weeks:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        fourth = _ordinal(year, 1, 4)
        return cls(*_from_ordinal(fourth - (fourth + 6) % 7 + (week - 1) * 7 + day - 1))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        parts = _iso_day(text)
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        if len(parts) == 4:
            day = date.fromisocalendar(*parts[1:])
            return cls(day.year, day.month, day.day)
        return cls(*parts)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (_ordinal(self._year, self._month, self._day) + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        monday = lambda y: date(y, 1, 4).toordinal() - (date(y, 1, 4).toordinal() + 6) % 7
        today = self.toordinal()
        if today < monday(year):
            year -= 1
        elif year < MAXYEAR and today >= monday(year + 1):
            year += 1
        week, day = divmod(today - monday(year), 7)
        return _IsoDate((year, week + 1, day + 1))

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def ctime(self):
        # A year has four digits here; `%Y` has as many as it needs.
        return _format(self, "%a %b %e 00:00:00 ") + f"{self._year:04d}"

    def strftime(self, fmt):
        return _format(self, fmt)

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def timetuple(self):
        return type(_time.localtime())((self._year, self._month, self._day, 0, 0, 0, self.weekday(),
                                        self.toordinal() - _ordinal(self._year, 1, 1) + 1, -1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        name = "datetime.date" if self.__class__ is date else self.__class__.__name__
        return f"{name}({self._year}, {self._month}, {self._day})"

    def _key(self):
        return (self._year, self._month, self._day)

    def _compare(self, other):
        if isinstance(other, date):
            if isinstance(other, datetime):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return other._key()
        return None

    # Two days, or two times without zones, compare by their fields.
    def _fields(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented
        return self._year == other._year and self._month == other._month and self._day == other._day

    def __lt__(self, other):
        if self.__class__ is other.__class__ is date:
            return (self._year, self._month, self._day) < (other._year, other._month, other._day)
        if self.__class__ is other.__class__ and self._tzinfo is other._tzinfo:
            return self._fields() < other._fields()
        key = self._compare(other)
        return NotImplemented if key is None else self._key() < key

    def __le__(self, other):
        if self.__class__ is other.__class__ is date:
            return (self._year, self._month, self._day) <= (other._year, other._month, other._day)
        if self.__class__ is other.__class__ and self._tzinfo is other._tzinfo:
            return self._fields() <= other._fields()
        key = self._compare(other)
        return NotImplemented if key is None else self._key() <= key

    def __gt__(self, other):
        if self.__class__ is other.__class__ is date:
            return (self._year, self._month, self._day) > (other._year, other._month, other._day)
        if self.__class__ is other.__class__ and self._tzinfo is other._tzinfo:
            return self._fields() > other._fields()
        key = self._compare(other)
        return NotImplemented if key is None else self._key() > key

    def __ge__(self, other):
        if self.__class__ is other.__class__ is date:
            return (self._year, self._month, self._day) >= (other._year, other._month, other._day)
        if self.__class__ is other.__class__ and self._tzinfo is other._tzinfo:
            return self._fields() >= other._fields()
        key = self._compare(other)
        return NotImplemented if key is None else self._key() >= key

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def __add__(self, other):
        if isinstance(other, timedelta):
            day = self._day + other._days
            if 1 <= day <= 28:
                return self.__class__(self._year, self._month, day)
            n = _ordinal(self._year, self._month, self._day) + other._days
            if not 1 <= n <= 3652059:
                raise OverflowError("date value out of range")
            return self.__class__(*_from_ordinal(n))
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date):
            return _delta((self.toordinal() - other.toordinal()) * 86400000000)
        return NotImplemented


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class time:
    """A time of day."""

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        _check_zone(tzinfo)
        _check_fold(fold)
        self = object.__new__(cls)
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo, self.fold = tzinfo, fold
        return self

    @classmethod
    def fromisoformat(cls, text):
        parsed = datetime.fromisoformat("2000-01-01T" + text.lstrip("T"))
        return cls(parsed.hour, parsed.minute, parsed.second, parsed.microsecond, parsed.tzinfo)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(None)

    def isoformat(self, timespec="auto"):
        return _iso_time(self, timespec) + _format_offset(self.utcoffset())

    def strftime(self, fmt):
        return _format(self, fmt)

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self.hour if hour is None else hour, self.minute if minute is None else minute,
                          self.second if second is None else second,
                          self.microsecond if microsecond is None else microsecond,
                          self.tzinfo if tzinfo is True else tzinfo, fold=self.fold if fold is None else fold)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [str(self.hour), str(self.minute)]
        if self.second or self.microsecond:
            parts.append(str(self.second))
        if self.microsecond:
            parts.append(str(self.microsecond))
        if self.tzinfo is not None:
            parts.append(f"tzinfo={self.tzinfo!r}")
        if self.fold:
            parts.append("fold=1")
        return f"datetime.time({', '.join(parts)})"

    def _key(self):
        offset = self.utcoffset() or timedelta(0)
        return ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond - offset._total()

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


def _iso_time(value, timespec):
    if timespec not in ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds"):
        raise ValueError("Unknown timespec value")
    if timespec == "auto":
        timespec = "microseconds" if value.microsecond else "seconds"
    text = f"{value.hour:02d}"
    if timespec != "hours":
        text += f":{value.minute:02d}"
    if timespec in ("seconds", "milliseconds", "microseconds"):
        text += f":{value.second:02d}"
    if timespec == "milliseconds":
        text += f".{value.microsecond // 1000:03d}"
    elif timespec == "microseconds":
        text += f".{value.microsecond:06d}"
    return text


def _iso_time_and_zone(text, invalid):
    zone = None
    if text.endswith("Z"):
        zone, text = timezone.utc, text[:-1]
    else:
        place = max(text.find("+"), text.find("-"))
        if place >= 0:
            offset = _iso_clock(text[place + 1:])
            if offset is None:
                raise invalid
            hours, minutes, seconds, micros = offset
            delta = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
            zone = timezone(-delta if text[place] == "-" else delta) if delta else timezone.utc
            text = text[:place]
    clock = _iso_clock(text)
    if clock is None:
        raise invalid
    return clock, zone


class datetime(date):
    """A day and a time of day."""

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if not (type(year) is type(month) is type(day) is int and 1 <= year <= 9999 and 1 <= month <= 12
                and 1 <= day <= 28):
            _check_date(year, month, day)
        if hour or minute or second or microsecond:
            _check_time(hour, minute, second, microsecond)
        if tzinfo is not None:
            _check_zone(tzinfo)
        if fold:
            _check_fold(fold)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._time = (hour, minute, second, microsecond)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = _read_only("hour", lambda self: self._time[0])
    minute = _read_only("minute", lambda self: self._time[1])
    second = _read_only("second", lambda self: self._time[2])
    microsecond = _read_only("microsecond", lambda self: self._time[3])
    tzinfo = _read_only("tzinfo", lambda self: self._tzinfo)
    fold = _read_only("fold", lambda self: self._fold)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if tz is not None:
            return cls.utcfromtimestamp(timestamp).replace(tzinfo=timezone.utc).astimezone(tz)
        return cls._from(timestamp, _time.localtime)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._from(timestamp, _time.gmtime)

    @classmethod
    def _from(cls, timestamp, convert):
        whole = int(timestamp // 1)
        micro = round((timestamp - whole) * 1e6)
        if micro >= 1000000:
            whole += 1
            micro -= 1000000
        parts = convert(whole)
        return cls(*parts[:5], min(parts[5], 59), micro)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        if len(text) == 19 and text.isascii() and text[4] == text[7] == "-" and text[13] == text[16] == ":":
            # The usual form.
            digits = text[:4] + text[5:7] + text[8:10] + text[11:13] + text[14:16] + text[17:]
            if digits.isdigit():
                return cls(int(text[:4]), int(text[5:7]), int(text[8:10]), int(text[11:13]), int(text[14:16]),
                           int(text[17:]))
        invalid = ValueError(f"Invalid isoformat string: {text!r}")
        width = 10 if text[4:5] == "-" else 8
        if text[4 + (width == 10):][:1] == "W":
            if width == 10:
                width = 10 if text[8:9] == "-" else 8
            else:
                width = 8 if text[7:8].isdigit() else 7
        parts = _iso_day(text[:width])
        if parts is None or len(text) == width + 1:
            raise invalid
        if len(parts) == 4:
            day = date.fromisocalendar(*parts[1:])
            parts = day.year, day.month, day.day
        if len(text) <= width:
            return cls(*parts)
        clock, zone = _iso_time_and_zone(text[width + 1:], invalid)
        return cls(*parts, *clock, zone)

    @classmethod
    def strptime(cls, text, fmt):
        return _parse(cls, text, fmt)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(*self._time, fold=self._fold)

    def timetz(self):
        return time(*self._time, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timetuple(self):
        hour, minute, second, _ = self._time
        summer = self.dst()
        return type(_time.localtime())((self._year, self._month, self._day, hour, minute, second, self.weekday(),
                                        self.toordinal() - _ordinal(self._year, 1, 1) + 1,
                                        -1 if summer is None else 1 if summer else 0))

    def utctimetuple(self):
        utc = self
        offset = self.utcoffset()
        if offset:
            utc = self.replace(tzinfo=None) - offset
        hour, minute, second, _ = utc._time
        return type(_time.localtime())((utc._year, utc._month, utc._day, hour, minute, second, utc.weekday(),
                                        utc.toordinal() - _ordinal(utc._year, 1, 1) + 1, 0))

    def __reduce__(self):
        return self.__class__, (self._year, self._month, self._day, *self._time, self._tzinfo)

    def timestamp(self):
        if self._tzinfo is None:
            return _time.mktime(self.timetuple()) + self._time[3] / 1e6
        return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(timedelta(seconds=-_time.timezone), _time.tzname[0])
        _check_zone(tz)
        if tz is self._tzinfo:
            return self
        offset = self.utcoffset()
        if offset is None:
            offset = timedelta(seconds=-_time.timezone)
        return tz.fromutc((self.replace(tzinfo=None) - offset).replace(tzinfo=tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        own = (self._year, self._month, self._day) + self._time
        values = [b if a is None else a for a, b in zip(given, own)]
        made = type(self)(*values, self._tzinfo if tzinfo is True else tzinfo)
        fold = self._fold if fold is None else fold
        if fold:
            # A subclass need not take it as an argument.
            _check_fold(fold)
            made._fold = fold
        return made

    def isoformat(self, sep="T", timespec="auto"):
        if timespec == "auto" and self._tzinfo is None:
            hour, minute, second, micro = self._time
            text = f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{hour:02d}:{minute:02d}:{second:02d}"
            return f"{text}.{micro:06d}" if micro else text
        return f"{date.isoformat(self)}{sep}{_iso_time(self, timespec)}{_format_offset(self.utcoffset())}"

    def ctime(self):
        return _format(self, "%a %b %e %H:%M:%S ") + f"{self._year:04d}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, *self._time]
        if parts[-1] == 0:
            parts.pop()
            if parts[-1] == 0:
                parts.pop()
        text = ", ".join(map(str, parts))
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        name = "datetime.datetime" if self.__class__ is datetime else self.__class__.__name__
        return f"{name}({text})"

    def _fields(self):
        return self._year, self._month, self._day, self._time

    def _micros(self, other_zone=None):
        """Microseconds since the year 1 began in UTC; by the clock for two times of the same zone."""
        hour, minute, second, micro = self._time
        total = ((_ordinal(self._year, self._month, self._day) * 24 + hour) * 60 + minute) * 60 + second
        if self._tzinfo is other_zone:
            return total * 1000000 + micro
        offset = self.utcoffset()
        return total * 1000000 + micro - (offset._total() if offset else 0)

    def _key(self):
        return self._micros()

    def _compare(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return None
        if (self._tzinfo is None) != (other._tzinfo is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return other._micros()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            return self._fields() == other._fields()
        return ((self._tzinfo is None) == (other._tzinfo is None) and self._micros() == other._micros()
                and not self._is_twofold() and not other._is_twofold())

    def _is_twofold(self):
        """Whether the clock showed this time twice, or never: no time of another zone equals it."""
        zone = self._tzinfo
        if zone is None or isinstance(zone, timezone):
            return False
        return self.utcoffset() != self.replace(fold=1 - self._fold).utcoffset()

    def __hash__(self):
        return hash(self.replace(fold=0)._micros() if self._fold else self._micros())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        hour, minute, second, micro = self._time
        micro += other._microseconds
        seconds = (hour * 60 + minute) * 60 + second + other._seconds
        if micro >= 1000000:
            micro -= 1000000
            seconds += 1
        days, seconds = divmod(seconds, 86400)
        days += other._days
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        made = object.__new__(self.__class__)
        if 1 <= self._day + days <= 28 or not days:
            made._year, made._month, made._day = self._year, self._month, self._day + days
        else:
            days += _ordinal(self._year, self._month, self._day)
            if not 1 <= days <= 3652059:
                raise OverflowError("date value out of range")
            made._year, made._month, made._day = _from_ordinal(days)
        made._time = (hour, minute, second, micro)
        made._tzinfo, made._fold = self._tzinfo, 0
        return made

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self._tzinfo is None) != (other._tzinfo is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._micros(other._tzinfo) - other._micros(self._tzinfo))


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _week_day(year, week, weekday, starts_on_sunday):
    """The ordinal of a day in a week that is counted from the year's first Monday (or Sunday)."""
    first = _ordinal(year, 1, 1)
    place = (first + 6 + starts_on_sunday) % 7
    weekday = (weekday + starts_on_sunday) % 7
    return first - place + weekday + 7 * (week if place else week - 1)


def _iso_week_day(found):
    if "isoyear" not in found or "isoweek" not in found or "weekday" not in found:
        what, given = ("year", "%G") if "isoyear" in found else ("week", "%V")
        other = "ISO week directive '%V'" if what == "year" else "ISO year directive '%G'"
        raise ValueError(f"ISO {what} directive '{given}' must be used with the {other} and a weekday directive "
                         "('%A', '%a', '%w', or '%u').")
    fourth = _ordinal(found["isoyear"], 1, 4)
    return fourth - (fourth + 6) % 7 + 7 * (found["isoweek"] - 1) + found["weekday"]


def _parse(cls, text, fmt):
    """strptime: reads text by a format."""
    found = {}
    i = 0
    j = 0

    def mismatch():
        raise ValueError(f"time data {text!r} does not match format {fmt!r}")

    def number(width, least=1):
        nonlocal i
        end = i
        while end < len(text) and end - i < width and text[end].isdigit():
            end += 1
        if end - i < least:
            mismatch()
        value = int(text[i:end])
        i = end
        return value

    def word(names):
        nonlocal i
        for index, name in sorted(enumerate(names), key=lambda pair: -len(pair[1])):
            if name and text[i:i + len(name)].lower() == name.lower():
                i += len(name)
                return index
        mismatch()

    for short, full in (("%T", "%H:%M:%S"), ("%D", "%m/%d/%y"), ("%F", "%Y-%m-%d"), ("%R", "%H:%M"),
                        ("%c", "%a %b %d %H:%M:%S %Y"), ("%x", "%m/%d/%y"), ("%X", "%H:%M:%S")):
        fmt = fmt.replace(short, full)
    while j < len(fmt):
        c = fmt[j]
        j += 1
        if c.isspace():
            while i < len(text) and text[i].isspace():
                i += 1
            continue
        if c != "%":
            if i >= len(text) or text[i] != c:
                mismatch()
            i += 1
            continue
        c = fmt[j] if j < len(fmt) else ""
        j += 1
        if c == "Y":
            found["year"] = number(4, 4)
        elif c == "y":
            year = number(2)
            found["year"] = year + (2000 if year < 69 else 1900)
        elif c == "m":
            found["month"] = number(2)
        elif c == "d" or c == "e":
            found["day"] = number(2)
        elif c == "H":
            found["hour"] = number(2)
        elif c == "I":
            found["hour12"] = number(2)
        elif c == "M":
            found["minute"] = number(2)
        elif c == "S":
            found["second"] = number(2)
        elif c == "f":
            start = i
            value = number(6)
            found["microsecond"] = value * 10 ** (6 - (i - start))
        elif c == "p":
            found["pm"] = word(["am", "pm"])
        elif c == "b" or c == "h":
            found["month"] = word(_MONTHS)
        elif c == "B":
            found["month"] = word(_FULL_MONTHS)
        elif c == "a":
            found["weekday"] = word(_DAYS)
        elif c == "A":
            found["weekday"] = word(_FULL_DAYS)
        elif c == "U" or c == "W":
            found["week"], found["starts"] = number(2), c
        elif c == "G":
            found["isoyear"] = number(4, 4)
        elif c == "V":
            found["isoweek"] = number(2)
        elif c == "u":
            found["weekday"] = number(1) - 1
        elif c == "j":
            found["yearday"] = number(3)
        elif c == "w":
            found["weekday"] = (number(1) + 6) % 7
        elif c == "z":
            if text[i:i + 1] == "Z":
                i += 1
                found["tz"] = timezone.utc
            else:
                sign = text[i:i + 1]
                if sign not in ("+", "-"):
                    mismatch()
                i += 1
                parts = [number(2, 2)]
                colon = text[i:i + 1] == ":"
                i += colon
                parts.append(number(2, 2))
                if text[i:i + 1] == ":" if colon else text[i:i + 2].isdigit():
                    i += colon
                    parts.append(number(2, 2))
                    if text[i:i + 1] == "." and text[i + 1:i + 2].isdigit():
                        i += 1
                        start = i
                        parts.append(number(6) * 10 ** (6 - (i - start)))
                hours, minutes, seconds, microseconds = parts + [0] * (4 - len(parts))
                delta = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
                found["tz"] = timezone.utc if not delta else timezone(-delta if sign == "-" else delta)
        elif c == "Z":
            word(["UTC", "GMT"])
        elif c == "%":
            if text[i:i + 1] != "%":
                mismatch()
            i += 1
        else:
            raise ValueError(f"{c!r} is a bad directive in format {fmt!r}")
    if i != len(text):
        raise ValueError(f"unconverted data remains: {text[i:]}")
    hour = found.get("hour", 0)
    if "hour12" in found:
        hour = found["hour12"] % 12 + (12 if found.get("pm") else 0)
    if not 1 <= found.get("month", 1) <= 12 or not 1 <= found.get("day", 1) <= 31 or hour > 23 or found.get("minute", 0) > 59:
        raise ValueError(f"time data {text!r} does not match format {fmt!r}")
    year, month, day = found.get("year", 1900), found.get("month", 1), found.get("day", 1)
    if "yearday" in found:
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + found["yearday"] - 1)
    elif "isoyear" in found or "isoweek" in found:
        year, month, day = _from_ordinal(_iso_week_day(found))
    elif "week" in found and "weekday" in found and "year" in found:
        year, month, day = _from_ordinal(_week_day(year, found["week"], found["weekday"], found["starts"] == "U"))
    return cls(year, month, day, hour, found.get("minute", 0), found.get("second", 0), found.get("microsecond", 0),
               found.get("tz"))


# Where outputs are recorded, what clocks say is marked.
if "_volatile" in _sys.modules:
    _sys.modules["_volatile"].imported(_sys.modules[__name__])
