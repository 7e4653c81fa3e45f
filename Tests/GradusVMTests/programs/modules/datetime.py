from datetime import date, datetime, timedelta, timezone
d = datetime(2024, 2, 29, 13, 5, 7)
print(d, repr(d), d.isoformat(), d.strftime("%d/%m/%y %H:%M %A %b %j"), d.weekday(), d + timedelta(days=366), d - timedelta(hours=14))
print(date(2024, 1, 1) - date(2023, 1, 1), timedelta(minutes=90), timedelta(days=-1, seconds=5), timedelta(1.5) / 2, (datetime(2020, 1, 2) - datetime(2020, 1, 1)).total_seconds())
print(datetime.strptime("2021-12-25 08:30", "%Y-%m-%d %H:%M"), datetime.fromisoformat("2020-05-06T07:08:09"), date.fromisoformat("2020-02-02"), date(2020, 12, 31).isocalendar())
print(datetime(2020, 1, 1, tzinfo=timezone.utc).isoformat(), datetime(2020, 1, 1, tzinfo=timezone.utc).timestamp(), f"{d:%Y}", d > datetime(2000, 1, 1))
for f in (lambda: date(2023, 2, 29), lambda: datetime(2020, 13, 1), lambda: datetime.strptime("x", "%Y")):
    try:
        f()
    except ValueError as e:
        print(e)
