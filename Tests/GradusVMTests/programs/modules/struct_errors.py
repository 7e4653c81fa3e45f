import struct

for args in (("b", 200), ("B", -1), ("h", 2**20), ("i", 2**40), ("I", -1), ("q", 2**70), ("i", 1.5), ("f", "x"), ("c", b"ab"),
             ("s", "a"), ("z", 1), ("3",), ("2i", 1), ("<f", 1e300), ("<n", 1)):
    try:
        print(struct.pack(*args))
    except (struct.error, OverflowError) as error:
        print(args, type(error).__name__, error)
for call in (lambda: struct.unpack("i", b"a"), lambda: struct.unpack_from("i", b"abcdef", 4),
             lambda: struct.pack_into("i", bytearray(5), 3, 1), lambda: struct.iter_unpack("i", b"abcde")):
    try:
        call()
    except struct.error as error:
        print(error)
