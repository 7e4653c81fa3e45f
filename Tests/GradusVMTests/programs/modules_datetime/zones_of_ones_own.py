from datetime import date, datetime, time, timedelta, timezone, tzinfo

HOUR = timedelta(hours=1)


def first_sunday(day):
    return day + timedelta(days=(6 - day.weekday()) % 7)


class Zone(tzinfo):
    """A zone with summer time from March to November."""

    def __init__(self, hours, name):
        self.offset, self.name = timedelta(hours=hours), name

    def __repr__(self):
        return self.name

    def utcoffset(self, dt):
        return self.offset + self.dst(dt)

    def tzname(self, dt):
        return self.name + ("D" if self.dst(dt) else "S") + "T"

    def dst(self, dt):
        if dt is None or dt.tzinfo is None:
            return timedelta(0)
        assert dt.tzinfo is self
        start = first_sunday(datetime(dt.year, 3, 8, 2))
        end = first_sunday(datetime(dt.year, 11, 1, 2))
        plain = dt.replace(tzinfo=None)
        if start + HOUR <= plain < end - HOUR:
            return HOUR
        if end - HOUR <= plain < end:
            return timedelta(0) if dt.fold else HOUR
        if start <= plain < start + HOUR:
            return HOUR if dt.fold else timedelta(0)
        return timedelta(0)

    def fromutc(self, dt):
        start = first_sunday(datetime(dt.year, 3, 8, 2)).replace(tzinfo=self)
        end = first_sunday(datetime(dt.year, 11, 1, 2)).replace(tzinfo=self)
        standard = dt + self.offset
        summer = standard + HOUR
        if end <= summer < end + HOUR:
            return standard.replace(fold=1)
        if standard < start or summer >= end:
            return standard
        return summer


class Plain(Zone):
    fromutc = tzinfo.fromutc


east, west, plain = Zone(-5, "E"), Zone(-8, "P"), Plain(1, "C")
for moment in (datetime(2024, 1, 15, 12), datetime(2024, 7, 4, 12), datetime(2024, 3, 10, 6, 30), datetime(2024, 3, 10, 7, 30),
               datetime(2024, 11, 3, 5, 30), datetime(2024, 11, 3, 6, 30), datetime(2024, 11, 3, 7, 30)):
    utc = moment.replace(tzinfo=timezone.utc)
    here = utc.astimezone(east)
    print(utc, "|", here, here.tzname(), here.fold, "|", here.astimezone(west), "|", utc.astimezone(plain), here.dst(), here == utc)
first = datetime(2024, 3, 9, 12, tzinfo=east)
second = datetime(2024, 3, 10, 12, tzinfo=east)
# Of one zone the clocks are compared; of two, the moments.
print(second - first, second.astimezone(timezone.utc) - first.astimezone(timezone.utc), second > first, second - timedelta(days=1) == first)
print(first.astimezone(east) is first, first.timetuple().tm_isdst, second.timetuple().tm_isdst, datetime(2024, 1, 1).timetuple().tm_isdst)
print(repr(here), here.time(), repr(here.timetz()), repr(datetime(2024, 11, 3, 1, fold=1)), repr(time(1, 2, fold=1)))
print(here.replace(fold=0).fold, time(1, fold=1).replace(hour=2).fold, datetime.combine(date(2024, 1, 1), time(1, fold=1)).fold)
print(timezone.min, timezone.max, timezone.utc.fromutc(datetime(2024, 1, 1, tzinfo=timezone.utc)), time(12, tzinfo=timezone.utc).dst())
print(time(12, tzinfo=east).utcoffset(), time(12, tzinfo=east), time(12, tzinfo=east).tzname())
for wrong in (lambda: datetime(2024, 1, 1, fold=2), lambda: east.fromutc, lambda: tzinfo().utcoffset(None), lambda: tzinfo().dst(None),
              lambda: datetime(2024, 1, 1).astimezone(5), lambda: plain.fromutc(datetime(2024, 1, 1)), lambda: time(1, tzinfo=3)):
    try:
        print(type(wrong()).__name__)
    except (ValueError, TypeError, NotImplementedError) as error:
        print(type(error).__name__, error)
