"""Zones made here, so that the system's data do not matter."""
import io
import struct
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone(footer, kinds, turns=(), key=None):
    """A file in the format of RFC 8536: kinds are (seconds, summer, name), turns (seconds since 1970, kind)."""
    names = b""
    records = b""
    for seconds, summer, name in kinds:
        records += struct.pack(">lbB", seconds, summer, len(names))
        names += name.encode() + b"\0"
    # The first block, of 32 bits, is passed over.
    head = b"TZif2" + bytes(15)
    data = head + struct.pack(">6l", 0, 0, 0, 0, 1, 1) + struct.pack(">lbB", 0, 0, 0) + b"\0"
    data += head + struct.pack(">6l", 0, 0, 0, len(turns), len(kinds), len(names))
    data += struct.pack(f">{len(turns)}q", *[when for when, _ in turns])
    data += bytes(kind for _, kind in turns) + records + names
    return ZoneInfo.from_file(io.BytesIO(data + b"\n" + footer.encode() + b"\n"), key)


def show(made, *times):
    for text in times:
        for fold in (0, 1):
            local = datetime.fromisoformat(text).replace(tzinfo=made, fold=fold)
            print(local, local.tzname(), local.dst(), local.timestamp(), local.astimezone(timezone.utc).isoformat())


east = zone("EST5EDT,M3.2.0,M11.1.0", [(-18000, 0, "EST"), (-14400, 1, "EDT"), (-17762, 0, "LMT")],
            [(-2717650800, 0), (-1633280400, 1), (-1615140000, 0)], "America/Somewhere")
print(east, repr(east), east.key)
show(east, "1800-01-01T00:00", "1883-11-18T12:00", "1918-03-31T02:30", "1918-10-27T01:30", "2024-03-10T02:30", "2024-11-03T01:30",
     "2024-07-01T00:00", "2100-12-31T23:59:59")
for seconds in range(0, 4 * 3600, 1800):
    moment = datetime(2024, 11, 3, 4, 30, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    local = moment.astimezone(east)
    print(local, local.fold, local.astimezone(timezone.utc) == moment)
show(zone("KST-9", [(32400, 0, "KST")]), "2024-06-01T12:00", "1900-01-01T00:00")
show(zone("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", [(37800, 0, "+1030"), (39600, 1, "+11")]), "2024-04-07T01:45", "2024-10-06T02:15",
     "2024-12-25T00:00")
show(zone("IST-1GMT0,M10.5.0,M3.5.0/1", [(3600, 0, "IST"), (0, 1, "GMT")]), "2024-01-01T00:00", "2024-03-31T01:30", "2024-10-27T01:30")
show(zone("AAA3BBB,J60/0,J300/26:30", [(-10800, 0, "AAA"), (-7200, 1, "BBB")]), "2023-03-01T00:30", "2024-03-01T00:30", "2024-10-28T02:00")
fixed = zone("<-03>3", [(-10800, 0, "-03")])
print(time(1, tzinfo=fixed).utcoffset(), time(1, tzinfo=fixed).tzname(), time(1, tzinfo=east).utcoffset(), repr(fixed)[:36])
start = datetime(2024, 3, 9, 12, tzinfo=east)
print(start + timedelta(days=1), (start + timedelta(days=1)).astimezone(timezone.utc) - start.astimezone(timezone.utc))
print(f"{start:%Y-%m-%d %H:%M %Z %z}", start == start.astimezone(timezone.utc))
for bad in ("No/Where", "../x", "/etc/x", "a//b"):
    try:
        ZoneInfo(bad)
    except (ZoneInfoNotFoundError, ValueError) as error:
        print(type(error).__name__, error)
for data in (b"", b"nothing at all"):
    try:
        ZoneInfo.from_file(io.BytesIO(data))
    except ValueError as error:
        print(type(error).__name__)
