from datetime import *

d = date(2024, 2, 29)
dt = datetime(2024, 1, 15, 10, 30, 45, 123456)
td = timedelta(days=1, hours=2, minutes=3, seconds=4.5)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: td + 1)
show(lambda: dt - d)
show(lambda: d < 5)
