# Steps within and across months and years, order and texts, also of derived classes.
from datetime import date, datetime, timedelta


class Day(date):
    pass


class Moment(datetime):
    pass


day = date(2024, 2, 26)
for days in (1, 3, 5, -30, 366, -60, 146097):
    print(day + timedelta(days), day - timedelta(days), (day + timedelta(days) - day).days)
moment = datetime(2023, 12, 31, 23, 59, 58, 999999)
for step in (timedelta(microseconds=1), timedelta(seconds=2), timedelta(days=-1, seconds=3), timedelta(hours=-48)):
    print(moment + step, moment - step, moment + step - moment)
for wrong in (lambda: date.max + timedelta(1), lambda: datetime.min - timedelta(seconds=1)):
    try:
        wrong()
    except OverflowError as error:
        print(error)
days = [date(2000 + i % 3, i % 12 + 1, i % 28 + 1) for i in range(20)]
print(sorted(days)[::5], max(days), min(days), len(set(days)), days[0] <= days[0], days[0] > days[1])
print(datetime(2020, 1, 1, 3) < datetime(2020, 1, 1, 4), datetime(2020, 1, 1) >= datetime(2020, 1, 1))
print(Day(2020, 1, 2), repr(Day(2020, 1, 2)), repr(Moment(2020, 1, 2, 3)), Day(2020, 1, 2) == date(2020, 1, 2))
print(Day(2020, 1, 30) < date(2020, 1, 31), type(Day(2020, 1, 2) + timedelta(40)).__name__)
print(datetime.fromisoformat("2023-01-05T10:11:12"), moment.strftime("%d/%m/%Y %H:%M %p"), moment.strftime("%a %j %U"))
for text in ("2023-02-30T10:11:12", "2023-01-05T25:11:12", "2023-1-05T10:11:12"):
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        print(error)
