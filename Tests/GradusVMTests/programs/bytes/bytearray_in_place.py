a = b = bytearray(b"ab")
a *= 3
a += b"!"
print(b, a is b)
class Custom(bytearray):
    def __init__(self, text):
        super().__init__(text, "ascii")
        self.tag = text
c = Custom("hi")
print(bytes(c), c.tag, c + b"!", isinstance(c, bytearray))
class Count:
    def __index__(self):
        return 3
print(bytes(Count()), bytearray(Count()))
