import re

print(re.split(r"\W+", "Words, words, words."), re.split(r"(\W+)", "a, b"), re.split(",", "a,b,c", 1))
print(re.split("x*", "axbc"), re.split(r"\b", "a b"), re.split("(a)|b", "xaybz"), re.split(",", ""))
print(re.split(",", "a,b,c", maxsplit=-1), re.split("[a-f]+", "0a3B9", flags=re.I))
