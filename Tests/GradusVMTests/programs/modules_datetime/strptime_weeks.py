import datetime as dt
for text, fmt in (('2024 10 1', '%Y %W %w'), ('2024 10 1', '%Y %U %w'), ('2024 00 0', '%Y %U %w'), ('2023 01 Mon', '%Y %W %a'), ('2023 53 Sunday', '%Y %W %A'), ('2024-W10-3', '%G-W%V-%u'), ('2020 53 5', '%G %V %u'), ('2024-060', '%Y-%j'), ('2024 10', '%Y %W'), ('10:11 +05:30', '%H:%M %z'), ('10:11 -05:30:15', '%H:%M %z'), ('10:11 +053015.25', '%H:%M %z'), ('10:11 +01:02:03.5', '%H:%M %z'), ('2024 W10', '%G W%V'), ('Z', '%z'), ('Mon 2 Jan 06', '%a %d %b %y'), ('5', '%V'), ('12 AM', '%I %p'), ('5', '%Q')):
    try: print(repr(dt.datetime.strptime(text, fmt)))
    except ValueError as e: print(e)
d = dt.datetime(2024, 3, 5, 6, 7, 8, 9)
f = '%a_%A_%w_%d_%b_%B_%m_%y_%Y_%H_%I_%p_%M_%S_%f_%j_%U_%W'
print(d.strftime(f), dt.datetime.strptime(d.strftime(f), f) == d)
