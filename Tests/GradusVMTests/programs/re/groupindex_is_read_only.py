import re

pattern = re.compile(r"(?P<a>x)(?P<b>y)(z)")
print(pattern.groupindex, type(pattern.groupindex).__name__, dict(pattern.groupindex), pattern.groupindex == {"a": 1, "b": 2})
print(pattern.groupindex["b"], list(pattern.groupindex), len(pattern.groupindex), "a" in pattern.groupindex, pattern.groupindex.get("c"))
try:
    pattern.groupindex["a"] = 3
except TypeError as error:
    print(error)
print(re.compile("x").groupindex)
