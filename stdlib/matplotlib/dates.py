"""Dates on an axis, as days since 1970-01-01."""
import datetime
import math

from matplotlib.ticker import Formatter, Locator

_EPOCH = datetime.datetime(1970, 1, 1)


def date2num(d):
    if isinstance(d, (list, tuple)):
        return [date2num(v) for v in d]
    if not hasattr(d, 'hour'):
        d = datetime.datetime(d.year, d.month, d.day)
    delta = d.replace(tzinfo=None) - _EPOCH
    return delta.days + (delta.seconds + delta.microseconds / 1e6) / 86400


def num2date(x, tz=None):
    return _EPOCH + datetime.timedelta(days=x)


class DateFormatter(Formatter):
    def __init__(self, fmt, tz=None, **kwargs):
        self.fmt = fmt

    def __call__(self, x, pos=0):
        return num2date(x).strftime(self.fmt)


class DayLocator(Locator):
    def __init__(self, bymonthday=None, interval=1, tz=None):
        self._interval = interval

    def tick_list(self, low, high):
        return [float(d) for d in range(math.ceil(low), math.floor(high) + 1, self._interval)][:1000]


class MonthLocator(Locator):
    def __init__(self, bymonth=None, bymonthday=1, interval=1, tz=None):
        self._interval = interval

    def tick_list(self, low, high):
        at, ticks = num2date(low), []
        year, month = at.year, at.month
        while len(ticks) < 1000:
            day = date2num(datetime.datetime(year, month, 1))
            if day > high:
                break
            if day >= low:
                ticks.append(day)
            month += self._interval
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        return ticks


class YearLocator(MonthLocator):
    def __init__(self, base=1, month=1, day=1, tz=None):
        self._base = base

    def tick_list(self, low, high):
        first = num2date(low).year
        return [v for v in (date2num(datetime.datetime(y, 1, 1)) for y in range(first, num2date(high).year + 1)
                            if y % self._base == 0) if low <= v <= high]


class AutoDateLocator(Locator):
    """Years, months, days, hours or minutes, some six of them."""

    def __init__(self, tz=None, minticks=5, maxticks=None, interval_multiples=True):
        self.unit = 1.0

    def tick_list(self, low, high):
        span = high - low
        for unit, steps in ((1 / 1440, (1, 5, 10, 15, 30)), (1 / 24, (1, 2, 3, 4, 6, 12)), (1.0, (1, 2, 3, 7, 14))):
            for step in steps:
                if span / (unit * step) <= 10:
                    self.unit = unit
                    size = unit * step
                    first = math.ceil(low / size - 1e-9)
                    return [i * size for i in range(first, math.floor(high / size + 1e-9) + 1)]
        for months in (1, 2, 3, 4, 6):
            if span / (30 * months) <= 10:
                self.unit = 30.0
                return MonthLocator(interval=months).tick_list(low, high)
        self.unit = 365.0
        return YearLocator(max(1, round(span / 365 / 8))).tick_list(low, high)

    def nonsingular(self, low, high):
        if low - low != 0 or high - high != 0:
            return 0.0, 1.0
        return (low - 730, high + 730) if low == high else (low, high)

    view_limits = nonsingular


class AutoDateFormatter(Formatter):
    def __init__(self, locator, tz=None, defaultfmt='%Y-%m-%d'):
        self._locator = locator

    def __call__(self, x, pos=0):
        unit = self._locator.unit
        name = '%Y' if unit >= 365 else '%Y-%m' if unit >= 30 else '%Y-%m-%d' if unit >= 1 else '%m-%d %H' \
            if unit >= 1 / 24 else '%d %H:%M'
        return num2date(x).strftime(name)


ConciseDateFormatter = AutoDateFormatter
