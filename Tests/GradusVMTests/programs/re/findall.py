import re

print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)?", "a1b"), re.findall("(x)?", "ax"))
print(re.findall("", "abc"), re.findall("a*", "baac"), re.findall(r"\b", "a b"))
