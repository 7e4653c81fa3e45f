import re

for pattern in [
    '(?<=a*)b', '(?<!a|bc)d', '(?<=(a)\\1)b', '(?<=(?P<x>a)(?P=x))', '(?<', '(?<=a']:
    try:
        print(pattern, re.compile(pattern).groups)
    except Exception as error:
        print(pattern, type(error).__name__, error, sep=" | ")
