import re

for pattern in [
    '\\q', '\\', '\\x1', '\\u12', '\\U0001', '\\U00110000', '\\N{nope}', '\\N', '\\1', '(\\1)', '\\400', '[\\400]', '\\8', '[\\w-a]', '[a-\\d]', '[b-a]', '[a', '[', '[]', '[\\q]', '\\Nx', '[\\8]']:
    try:
        print(pattern, re.compile(pattern).groups)
    except Exception as error:
        print(pattern, type(error).__name__, error, sep=" | ")
