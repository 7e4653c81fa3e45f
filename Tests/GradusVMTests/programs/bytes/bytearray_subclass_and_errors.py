class Buffer(bytearray):
    pass


class Text(str):
    def __bytes__(self):
        return b"own"


print(Buffer(b"a"), repr(Buffer(b"\x00")), str(bytearray(b"x")), ord(bytearray(b"a")), bytes(Text("abc")))
data = bytearray(b"abc")
for action in [lambda: data["a"], lambda: data.__setitem__("a", 1), lambda: data.__setitem__(0.5, 1)]:
    try:
        action()
    except TypeError as error:
        print(error)
