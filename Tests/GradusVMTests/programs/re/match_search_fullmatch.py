import re

print(re.match("b", "ab"), re.search("b", "ab"), re.fullmatch("a|ab", "ab"))
print(re.fullmatch("a+", "aab"), re.match("", ""), re.search("$", "a\n").span())
p = re.compile("a.")
print(p.match("xab", 1), p.search("xabac", 2), p.fullmatch("xabx", 1, 3), p.match("ab", 5))
