class I(int):
    def __pow__(self, other, mod=None):
        return f"pow({int(self)}, {other}, {mod})"
    def __add__(self, other):
        return I(int(self) + int(other))
    def __repr__(self):
        return f"I({int(self)})"
print(pow(I(2), 3, 5), pow(I(2), 3), I(2) ** 3, I(1) + 2, 2 ** I(3))
