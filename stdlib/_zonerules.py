"""The rule by which a time zone goes on for ever: `EST5EDT,M3.2.0,M11.1.0` (POSIX, extended by RFC 8536)."""

import re
from datetime import date

_EPOCH = date(1970, 1, 1).toordinal()
_NAME = r"(<[A-Za-z0-9+-]+>|[A-Za-z]+)"
_CLOCK = r"([+-]?\d+(?::\d+(?::\d+)?)?)"
_TEXT = re.compile(rf"{_NAME}{_CLOCK}(?:{_NAME}{_CLOCK}?(?:,(.+),(.+))?)?")


def _seconds(text):
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = [*map(int, text.lstrip("+-").split(":")), 0, 0][:3]
    return sign * (hours * 3600 + minutes * 60 + seconds)


class _Day:
    """`M3.2.0/2`: the second Sunday of March at two; `J60`: a day of the year that leap days do not count in; `59`."""

    def __init__(self, text):
        day, _, clock = text.partition("/")
        self.clock = _seconds(clock) if clock else 7200
        self.kind = day[0] if day[0] in "MJ" else ""
        self.numbers = [int(number) for number in day.lstrip("MJ").split(".")]

    def seconds(self, year):
        """Local seconds since 1970."""
        if self.kind == "M":
            month, week, weekday = self.numbers
            first = date(year, month, 1).toordinal()
            place = first + (weekday - first) % 7 + 7 * (week - 1)
            end = date(year + month // 12, month % 12 + 1, 1).toordinal()
            while place >= end:
                place -= 7
        else:
            place = date(year, 1, 1).toordinal() + self.numbers[0]
            if self.kind == "J":
                is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
                place += (self.numbers[0] > 59 and is_leap) - 1
        return (place - _EPOCH) * 86400 + self.clock


class Rule:
    def __init__(self, text):
        from zoneinfo import _Kind
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError(f"{text} is not a valid TZ string")
        name, offset, other, later, start, end = found.groups()
        self.standard = _Kind(-_seconds(offset), False, name.strip("<>"))
        self.is_fixed = other is None
        if other is not None:
            seconds = -_seconds(later) if later else self.standard.seconds + 3600
            self.summer = _Kind(seconds, True, other.strip("<>"))
            self.summer.summer = seconds - self.standard.seconds
            self.start, self.end = _Day(start or "M3.2.0"), _Day(end or "M11.1.0")

    def _turns(self, year):
        return self.start.seconds(year), self.end.seconds(year)

    def local(self, seconds, year, fold):
        """The clock at a local time."""
        if self.is_fixed:
            return self.standard
        start, end = self._turns(year)
        # Of two times that are the same, the first is that before the change.
        if self.summer.summer > 0:
            start += self.summer.summer * (fold == 0)
            end -= self.summer.summer * (fold == 1)
        else:
            start += self.summer.summer * (fold == 1)
            end -= self.summer.summer * (fold == 0)
        is_summer = start <= seconds < end if start < end else not end <= seconds < start
        return self.summer if is_summer else self.standard

    def universal(self, seconds, year):
        """The clock at a time of UTC, and the one before where its local time is there for the second time."""
        if self.is_fixed:
            return self.standard, None
        start, end = self._turns(year)
        start -= self.standard.seconds
        end -= self.summer.seconds
        is_summer = start <= seconds < end if start < end else not end <= seconds < start
        kind, other, turn = (self.summer, self.standard, start) if is_summer else (self.standard, self.summer, end)
        is_again = 0 <= seconds - turn < other.seconds - kind.seconds
        return kind, other if is_again else None
