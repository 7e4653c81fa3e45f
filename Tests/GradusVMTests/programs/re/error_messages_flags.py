import re

for pattern in [
    'a(?i)', '(?i', '(?-i', '(?i-', '(?i-i:x)', '(?-a:x)', '(?au:x)', '(?L)', '(?ix', '(?1)', '(?-:x)', '(?iz)', '(?i!)', '(?t:x)']:
    try:
        print(pattern, re.compile(pattern).groups)
    except Exception as error:
        print(pattern, type(error).__name__, error, sep=" | ")
