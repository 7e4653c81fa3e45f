import re

print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 a 20"))
print(re.sub("(.)", lambda m: m[1].upper() + ("!" if m.start() == 1 else ""), "ab"))
try:
    re.sub("a", lambda m: 1, "a")
except TypeError as error:
    print(error)
