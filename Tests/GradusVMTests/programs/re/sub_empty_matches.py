import re

print(re.sub("x*", "-", "abxd"), re.sub("", "-", "abc"), re.sub(r"\b", "|", "hi you"), re.sub("(?=b)", "^", "abab"))
print(re.sub("a|$", "X", "ba"), re.sub("x*?", "-", "xx"), re.subn("b*", "x", "xyz"))
