import re

for pattern in ("a{2}", "a{2,}", "a{,2}", "a{1,2}?", "a*?", "a+?", "a??", "a{,}", "a{", "a{x}", "a{1"):
    print(pattern, re.match(pattern, "aaa{x}"), re.match(pattern, "a{1{x}"))
print(re.match("(ab){2}", "ababab"), re.match("(?:a|b)*?c", "abac"), re.match("x{0}y", "y"))
