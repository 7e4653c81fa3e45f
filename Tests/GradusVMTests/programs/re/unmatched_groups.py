import re

m = re.match(r"(a)|(b)", "b")
print(m.groups(), m.groups("-"), m.group(1), m.span(1), m.start(1), m.lastindex)
print(re.match(r"(?P<x>a)?(?P<y>b)", "b").groupdict("none"))
print(re.search(r"(a)?b\1", "b"), re.sub(r"(a)|b", r"[\1]", "ab"))
