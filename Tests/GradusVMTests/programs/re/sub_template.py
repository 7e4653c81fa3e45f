import re

print(re.sub(r"(\w+) (\w+)", r"\2 \1", "one two three four"), re.sub("(?P<a>x)", r"<\g<a>\g<1>\g<0>>", "axb"))
print(re.sub("x", r"\n\t\\", "axb"), re.sub("x", r"\101\0", "x").encode(), re.subn("a", "b", "aaa", 2))
for template in (r"\q", r"\2", r"\g<", r"\g<1", r"\g<zz>", r"\g<1a>", "\\"):
    try:
        print(re.sub("(x)", template, "x"))
    except (re.error, IndexError) as error:
        print(type(error).__name__, error)
