import re

print(re.match(r"(a|b)\1", "bb"), re.match(r"(?P<q>['\"]).*?(?P=q)", "'a\"b' c"), re.findall(r"\b(\w+) \1\b", "the the cat"))
print(re.match(r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", "abcdefghijj"), re.match(r"\0\101", "\0A"), re.match(r"(x)?\1", "x"))
