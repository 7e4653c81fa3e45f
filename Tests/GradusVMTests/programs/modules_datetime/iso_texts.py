from datetime import *

dt = datetime(2024, 1, 15, 10, 30, 45, 123456)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: dt.isoformat())
show(lambda: dt.isoformat(' ', 'minutes'))
show(lambda: dt.isoformat(timespec='x'))
show(lambda: date.fromisoformat('2024-02-29'))
show(lambda: date.fromisoformat('20240229'))
show(lambda: date.fromisoformat('2024-W09-4'))
show(lambda: date.fromisoformat('x'))
show(lambda: datetime.fromisoformat('2024-01-15T10:30:45.123456+09:00'))
show(lambda: datetime.fromisoformat('20240115T103000'))
show(lambda: datetime.fromisoformat('2024-01-15T10:30:00Z'))
show(lambda: datetime.fromisoformat('bad'))
show(lambda: time.fromisoformat('10:30:45.123'))
show(lambda: date.fromisocalendar(2024, 9, 4))
show(lambda: date.fromisocalendar(2024, 60, 1))
show(lambda: date(2024, 2, 29).isocalendar())
