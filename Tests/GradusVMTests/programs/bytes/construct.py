print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), bytes(), bytearray(2), bytes.fromhex("ff 0A\n1b"), b"\xff\x00".hex(), b"\x01\x02\x03".hex(":"), b"\x01\x02\x03\x04\x05".hex("-", 2), b"\x01\x02\x03".hex("-", -2))
for function in [lambda: bytes(-1), lambda: bytes([256]), lambda: bytes("a"), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: bytes.fromhex("f"), lambda: bytes.fromhex("zz"), lambda: bytes("a", 1), lambda: bytes(10**20)]:
    try:
        print(function())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
class Custom:
    def __bytes__(self):
        return b"custom"
print(bytes(Custom()), repr(b"it's"), repr(b'"\'\t\n\\\x00\x7f'), str(b"x"), str(b"x", "ascii"), str(b"\xc3\xa9", encoding="utf-8"))
