# Texts and numbers with odd formats.
s = "héllo 한글 😀"
print(s.upper(), s[::-1], s.center(20, "*"), s.encode().hex(), s.find("한"), s.split(), s.partition(" "))
print("%5.2f|%-5s|%+d|%x|%r" % (3.14159, "a", 5, 255, "q"), "{0:>{w}}|{0!r:^9}".format("x", w=5))
print(f"{1234567.891:,.2f} {255:#x} {0.1:e} {10**20:d} {'a' 'b':>4} {s!a}")
print(int("ff", 16), int("0b101", 0), float("1e-5"), 2 ** 100 // 3 ** 20, -7 // 2, -7 % 3, divmod(7.5, -2))
print(b"\x00\xff".decode("latin-1"), bytes([1, 2]) + b"3", bytearray(b"abc")[1:], "a\tb".expandtabs(4))
print(sorted({"b": 1, "a": 2}.items()), {1, 2} | {3}, frozenset("aa"), (1, 2) < (1, 3), [1, 2] * 2)
