import re

p = re.compile(r"(?P<a>x)(y)(?P<b>z)", re.I)
print(p.pattern, p.flags, p.groups, p.groupindex, p == re.compile(r"(?P<a>x)(y)(?P<b>z)", re.I), re.compile(p) is p)
print(hash(p) == hash(re.compile(p.pattern, re.I)), type(p), type(p.match("xyz")), re.compile("a") is re.compile("a"))
try:
    re.compile(p, re.I)
except ValueError as error:
    print(error)
