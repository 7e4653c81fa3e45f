import re

print(re.match("a*+a", "aaa"), re.match("a++b", "aab"), re.match("a?+a", "a"), re.match("a{1,2}+a", "aaa"))
print(re.match("(?>a|ab)c", "abc"), re.match("(?>a+)b", "aab"), re.match("(?:a|ab)c", "abc"))
