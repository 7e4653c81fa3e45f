from datetime import *

d = date(2024, 2, 29)
dt = datetime(2024, 1, 15)
utc = dt.replace(tzinfo=timezone.utc)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: date(2024, 13, 1))
show(lambda: date(2023, 2, 29))
show(lambda: date('x', 1, 1))
show(lambda: date(2024))
show(lambda: datetime(2024, 1, 1, 25))
show(lambda: datetime(2024, 1, 1, tzinfo=5))
show(lambda: timezone(5))
show(lambda: d < dt)
show(lambda: d == dt)
show(lambda: dt < utc)
show(lambda: dt == utc)
show(lambda: dt - utc)
show(lambda: setattr(d, 'year', 5))
show(lambda: max(d, date(2020, 1, 1)))
show(lambda: utc.astimezone(timezone(timedelta(hours=9))))
