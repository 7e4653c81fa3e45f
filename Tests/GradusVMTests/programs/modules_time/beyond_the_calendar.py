import datetime
import time

for call in (time.localtime, time.gmtime, time.ctime):
    for given in (1e200, -1e200, float("nan"), float("inf"), 1e18, "x"):
        try:
            call(given)
        except (OverflowError, ValueError, OSError, TypeError) as error:
            print(call.__name__, given, type(error).__name__)
for given in (float("nan"), -1):
    try:
        time.sleep(given)
    except ValueError as error:
        print(error)
for parts in ((2 ** 40, 1, 1, 0, 0, 0, 0, 0, 0), (-2 ** 31, 1, 1, 0, 0, 0, 0, 0, 0), (2000, 1, 1)):
    for call in (time.mktime, lambda given: time.strftime("%Y", given), time.asctime):
        try:
            call(parts)
        except (OverflowError, TypeError) as error:
            print(type(error).__name__)
for place, wrong in ((1, 13), (2, 32), (3, 24), (4, 60), (5, 62), (6, -2), (7, 367)):
    parts = [2000, 1, 1, 0, 0, 0, 0, 1, 0]
    parts[place] = wrong
    try:
        print(time.strftime("%d", tuple(parts)))
    except ValueError as error:
        print(error)
print(time.strftime("%Y-%m-%d", (1999, 0, 0, 0, 0, 0, 0, 0, 0)))
for kind in (datetime.date, datetime.datetime):
    for given in (1e200, -1e200):
        try:
            kind.fromtimestamp(given)
        except (OverflowError, ValueError) as error:
            print(kind.__name__, type(error).__name__)
