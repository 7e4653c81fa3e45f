import re

print(re.findall("straße|É", "STRAßE é", re.I), re.match("[a-c]+", "aBC", re.I), re.match("ß", "ẞ", re.I))
print(re.search(r"(?i)k", "\u212a"), re.search("(?ia)k", "\u212a"), re.match("[^x]", "X", re.I), re.match(r"(a)\1", "aA", re.I))
