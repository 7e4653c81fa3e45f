# struct_time takes nine to eleven parts; strptime fills in what a format does not tell.
import copy
import pickle
import time

for parts in ([1, 2], range(9), tuple(range(11)), range(12)):
    try:
        made = time.struct_time(parts)
        print(made[:9], made.tm_year, made.tm_isdst, len(made))
    except TypeError as error:
        print(error)
moment = time.struct_time((2024, 2, 29, 1, 2, 3, 3, 60, 0))
print(moment)
print(copy.copy(moment) == moment, pickle.loads(pickle.dumps(moment)) == moment)
for text, format in (("10:11:12", "%H:%M:%S"), ("2024", "%Y"), ("29 Feb 2024", "%d %b %Y"), ("12", "%m")):
    made = time.strptime(text, format)
    print(made.tm_year, made.tm_mon, made.tm_mday, made.tm_wday, made.tm_yday)
