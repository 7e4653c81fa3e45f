import re

m = re.match(r"(\w+) (?P<n>\d+)", "hello 42 x")
print(m, m.group(), m.group(1, 2), m.groups(), m.groupdict(), m["n"], m[0])
print(m.start(2), m.end("n"), m.span(), m.regs, m.pos, m.endpos, m.lastindex, m.lastgroup, m.string, m.re)
for bad in (3, "x", -1):
    try:
        m.group(bad)
    except IndexError as error:
        print(error)
