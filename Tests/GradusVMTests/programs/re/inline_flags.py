import re

print(re.match("(?i:a)b", "Ab"), re.match("(?i:a)b", "AB"), re.match("(?i)a(?-i:b)", "Ab"), re.match("(?s:.)", "\n"))
print(re.findall(r"(?a:\w)", "aé"), re.findall(r"(?m:^)x", "a\nx"), re.match("(?im)^A$", "a"))
