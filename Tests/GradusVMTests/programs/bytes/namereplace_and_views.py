print("aé한".encode("ascii", "namereplace"), bytes(memoryview(b"abc")), b"".join([memoryview(b"a"), b"b"]), b"x" + memoryview(b"y"), memoryview(b"ab") == b"ab")
v = memoryview(bytearray(8)).cast("I")
v[0], v[1] = 1, 2**32 - 1
print(v.tolist(), v.itemsize, v.nbytes, bytes(v), memoryview(b"\x01\x00\x02\x00").cast("h").tolist())
for function in [lambda: memoryview("x"), lambda: v[2], lambda: v.__setitem__(0, -1), lambda: v.__setitem__(0, "a"), lambda: memoryview(b"abc").cast("I"), lambda: hash(memoryview(bytearray(1)))]:
    try:
        function()
    except (TypeError, IndexError, ValueError) as error:
        print(type(error).__name__, error)
