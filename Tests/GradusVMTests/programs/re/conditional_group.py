import re

p = re.compile(r"(<)?\w+(?(1)>|$)")
print(p.match("<a>"), p.match("<a"), p.match("a"), re.match("(?P<x>a)?(?(x)b|c)", "c"), re.match("(a)?(?(1)b)", ""))
