import re

p = re.compile("^b")
print(p.search("ab", 1), p.match("ab", 1), re.compile("(?m)^b").search("a\nb", 1))
print(re.compile(r"(?<=a)b").search("ab", 1), re.compile("b$").search("abc", 0, 2), re.compile(r"\bb").search("ab", 1))
