import calendar

print(calendar.month(2024, 2))
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2025), calendar.monthrange(2023, 2), calendar.weekday(2024, 7, 4), calendar.month_name[3], calendar.day_abbr[0])
print(calendar.monthcalendar(2024, 9), calendar.TextCalendar(6).formatmonth(2023, 10), calendar.timegm((2024, 1, 1, 0, 0, 0)))
print(calendar.calendar(2025)[:400])
print(list(calendar.Calendar().itermonthdates(2024, 1))[:2])
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as error:
    print(error)
