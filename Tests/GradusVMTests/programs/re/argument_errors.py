import re

for call in (lambda: re.compile("a", re.L), lambda: re.compile("a", re.A | re.U), lambda: re.compile(b"a", re.U),
             lambda: re.compile(1), lambda: re.findall("a"), lambda: re.compile("a").match()):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
