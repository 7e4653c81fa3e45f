import re

try:
    re.compile("ab\n(c")
except re.error as error:
    print(error, error.msg, error.pos, error.lineno, error.colno, repr(error.pattern), type(error))
print(re.error("bad"), re.error("bad", "a\nb", 2).lineno, issubclass(re.error, Exception))
