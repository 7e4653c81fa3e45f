from datetime import *

d = date(2024, 2, 29)
dt = datetime(2024, 1, 15, 10, 30, 45, 123456)
td = timedelta(days=1, hours=2, minutes=3, seconds=4.5)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: d + timedelta(1))
show(lambda: d - date(2023, 1, 1))
show(lambda: dt + td)
show(lambda: dt - datetime(2023, 1, 1))
show(lambda: (td * 2, td / 2, td // 2))
show(lambda: td / timedelta(hours=1))
show(lambda: divmod(td, timedelta(hours=1)))
show(lambda: (-td, abs(-td)))
show(lambda: td * 1.5)
show(lambda: td / 0)
show(lambda: date.max + timedelta(1))
show(lambda: sum([td, td], timedelta()))
show(lambda: str(timedelta(days=-1, seconds=5)))
show(lambda: repr(timedelta()))
