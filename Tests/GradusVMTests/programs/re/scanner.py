import re

tokens = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[a-z]+", lambda s, t: t), (r"[=+]", lambda s, t: (t,)), (r"\s+", None)])
print(tokens.scan("x = 10 + y ?"))
s = re.compile("a|b").scanner("abc")
print(s.match(), s.match(), s.match(), re.compile("c").scanner("abc").search())
