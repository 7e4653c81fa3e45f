import re

for pattern in [
    '*', 'a**', 'a+*', 'a{2,1}', '^*', '(?:*)', '|*', 'a{99999999999}', 'x{5}{2}', '(?i)*', 'a?+?']:
    try:
        print(pattern, re.compile(pattern).groups)
    except Exception as error:
        print(pattern, type(error).__name__, error, sep=" | ")
