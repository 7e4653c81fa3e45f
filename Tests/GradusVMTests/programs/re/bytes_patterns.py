import re

print(re.findall(rb"\w+", b"ab \xff c"), re.sub(b"a", rb"<\g<0>>", b"banana"), re.match(b"(.)", b"\xe9").group(1))
print(re.split(b",", bytearray(b"a,b")), re.compile(b"x"), re.search(b"(?i)A", b"a"))
for call in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.sub("a", b"b", "a"), lambda: re.match("a", 1)):
    try:
        call()
    except TypeError as error:
        print(error)
