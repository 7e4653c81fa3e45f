import re

for pattern in ("(a)(b)", "((a)(b))", "(a)|(b)", "((ab))", "(a)(b)?", "(?P<x>a)(?P<y>b)|(?P<z>c)", "(?:(a)|(b))*"):
    for text in ("ab", "ba", "c"):
        m = re.match(pattern, text)
        print(pattern, text, m and (m.lastindex, m.lastgroup))
