import fnmatch

print(fnmatch.fnmatch(b"test", b"te*"), fnmatch.filter([b"Python", b"Ruby", b"Perl"], b"P*"))
for name, pattern in ((b"a", "a"), ("a", b"a")):
    try:
        fnmatch.fnmatchcase(name, pattern)
    except TypeError as error:
        print(error)
