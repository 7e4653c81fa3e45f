import fnmatch

for name, pattern in (("a.py", "*.py"), ("ab", "a[bc]"), ("a", "[!b]"), ("A", "a"), ("x[1]", "x[[]1]"), ("", "*"), ("abc", "a*b")):
    print(name, pattern, fnmatch.fnmatch(name, pattern), fnmatch.fnmatchcase(name, pattern))
print(fnmatch.filter(["a.py", "b.c", "d.py"], "*.py"))
for pattern in ("*.py", "a?b", "[a-c]x", "[!a]*", "a*b*c", "["):
    print(fnmatch.translate(pattern))
