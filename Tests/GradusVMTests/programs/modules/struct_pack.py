import struct

print(struct.pack("<ihB", 1, -2, 255), struct.pack(">d", 1.5), struct.pack("3s2x?c", b"ab", True, b"z"), struct.pack("5p", b"abc"))
print(struct.unpack("<ihB", b"\x01\0\0\0\xfe\xff\xff"), struct.unpack(">e", b"\x3e\0"), struct.calcsize("bih"), struct.calcsize("=bih"))
print(list(struct.iter_unpack("<H", b"\1\0\2\0")), struct.unpack_from("<H", b"\0\1\2\3", 1), struct.Struct("<2h").size)
data = bytearray(6)
struct.pack_into("<H", data, 2, 513)
print(data, struct.pack("<qQ", -1, 2**64 - 1), struct.unpack("<f", struct.pack("<f", 0.1)))
