from collections.abc import MutableSequence, Sequence


class Squares(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * i


s = Squares(4)
print(list(s), 9 in s, list(reversed(s)), s.index(4), s.count(1))
match s:
    case [first, *rest]:
        print(first, rest)
try:
    s.index(5)
except ValueError:
    print("absent")
