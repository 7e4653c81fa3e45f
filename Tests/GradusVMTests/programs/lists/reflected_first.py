# Operators of numbers come before those of sequences.
class Adder:
    def __radd__(self, other):
        return ("radd", other)

    def __rmul__(self, other):
        return ("rmul", other)


class Counted(Adder):
    def __index__(self):
        return 2


class Shy:
    def __radd__(self, other):
        return NotImplemented

    def __iter__(self):
        return iter("ab")


print([1] + Adder(), (1,) + Adder(), "a" + Adder(), b"a" + Adder())
print([1] * Adder(), (1,) * Adder(), "a" * Adder(), b"a" * Adder(), [1] * Counted(), "a" * Counted())
items = [1]
items += Adder()
print(items)
items = [1]
items *= Counted()
print(items)
items = [1]
items += Shy()
print(items)
try:
    print([1] + Shy())
except TypeError as error:
    print(error)
import enum


class Number(enum.IntEnum):
    TWO = 2


print([1] * Number.TWO, "ab" * Number.TWO, (1,) * True)
