b = b"Hello, World"
print(b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b.find(b"o"), b.find(111), b.rfind(b"o"), b.index(b"W"), b.count(b"l"), b.count(108), 72 in b, b"lo" in b)
print(b.upper(), b.lower(), b.swapcase(), b.title(), b"hello world".capitalize(), b.replace(b"l", b"L", 1), b.split(b", "), b"a b".split(), b"x,y".partition(b","), b"x".join([b"a", bytearray(b"b")]))
print(b.startswith((b"x", b"He")), b.endswith(b"d"), b"  x ".strip(), b"xxaxx".strip(b"x"), b"5".zfill(3), b"a".center(5, b"*"), b"a".ljust(3), b"a\tb".expandtabs(4), b"abc".isalpha(), b"12".isdigit(), b" ".isspace(), b"Ab".istitle(), b"a1".isalnum(), b"A".isupper(), b"\xff".isascii())
print(b + b"!", b"ab" * 2, b == bytearray(b), b < b"I", hash(b) == hash(bytes(b)), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"), b"a".decode(), max(b), sorted(b"cab"))
for function in [lambda: b[50], lambda: b.find("o"), lambda: b.index(b"zz"), lambda: b"".join(["a"]), lambda: "a" in b, lambda: 256 in b, lambda: b.replace("a", "b"), lambda: b.split("")]:
    try:
        print(function())
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
