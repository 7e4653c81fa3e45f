import re

for pattern in [
    '(', ')', '(?', '(?P', '(?P<', '(?P<n', '(?P<1>x)', '(?P<>x)', '(?P=x)', '(?Px)', '(?z)', '(?<x', '(?#', '(?P<a>x)(?P<a>y)', '(?:', '(?(1)a|b|c)', '(?(x)a)', '(?(0)a)', '(?(9)a)', '(?(1', '(?P<한글>x)(', 'a)b']:
    try:
        print(pattern, re.compile(pattern).groups)
    except Exception as error:
        print(pattern, type(error).__name__, error, sep=" | ")
