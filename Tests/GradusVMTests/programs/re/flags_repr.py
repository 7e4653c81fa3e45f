import re

print(repr(re.I), re.I | re.M, str(re.VERBOSE), re.A.name, re.S.value, re.compile("x", re.I | re.S))
print(re.compile("x").flags, re.compile(b"x").flags, re.compile("(?i)x").flags, re.RegexFlag(6), re.NOFLAG)
print(re.I in (re.I | re.M), isinstance(re.I, int), re.compile("a" * 300).__repr__()[-20:])
