import copy
import pickle
from datetime import date, datetime, timedelta, timezone

zone = timezone(timedelta(0))
print(zone, repr(zone), zone is timezone.utc, repr(timezone(timedelta(0), "UTC")), timezone(timedelta(hours=1)))
print(pickle.loads(pickle.dumps(zone)) is zone, copy.deepcopy(zone) is zone)
named = pickle.loads(pickle.dumps(timezone(timedelta(hours=2), "EET")))
print(repr(named), named == timezone(timedelta(hours=2)))
print(repr(datetime(2024, 1, 2, tzinfo=zone)))
print(date(1, 1, 1).ctime(), "|", datetime(33, 4, 3, 15).ctime(), "|", date(2024, 2, 9).ctime())
for make in (lambda: timezone(1), lambda: timezone(timedelta(days=1))):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
