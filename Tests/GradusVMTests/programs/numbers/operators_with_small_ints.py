# Operators and subscripts with a small int written on the right.
class Number:
    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        return f"mul {self.value} {other}"

    def __mod__(self, other):
        return f"mod {self.value} {other}"

    def __floordiv__(self, other):
        return f"floordiv {self.value} {other}"

    def __imul__(self, other):
        self.value *= other
        return self

    def __imod__(self, other):
        self.value %= other
        return self

    def __getitem__(self, key):
        return f"item {key!r}"

    def __setitem__(self, key, value):
        print("set", key, value)


n = Number(7)
print(n * 3, n % 3, n // 3, n[5], n[-1])
n *= 2
n %= 9
print(n.value)
n[2] = "x"
n[-3] += "y"
for a in (17, -17, 0, True, 2.5, -2.5, -0.0, 10**30, -(10**30)):
    print(a * 3, a * -3, a % 5, a // 5, a * 0, a + 0, a - 0, a + 2, a - 2)
    print(a % -5, a // -5)
print("ab" * 3, [1, 2] * 2, (1,) * 0, b"x" * 2, "%d!" % 5, 3 * "z")
big = 2**62
print(big * 2, big * 4, -big * 2, -big * 2 - 1, (2**63 - 1) * -1)
for expression in (
    lambda: 5 % 0,
    lambda: 5 // 0,
    lambda: 5.0 % 0,
    lambda: None * 2,
    lambda: "a" % 3,
    lambda: [1][1],
    lambda: (1, 2)[-3],
    lambda: "abc"[3],
    lambda: {1: 2}[3],
    lambda: None[0],
):
    try:
        print(expression())
    except Exception as error:
        print(type(error).__name__, error)
items = [10, 20, 30]
items[0] += 5
items[-1] *= 2
items[1] //= 3
items[2] %= 7
print(items, items[0], items[-1], "xyz"[1], "xyz"[-3], {0: "zero", True: "one"}[1], range(5)[3], b"abc"[0])
try:
    items[3] = 1
except IndexError as error:
    print(error)
try:
    (1, 2)[0] = 3
except TypeError as error:
    print(error)
print(2**10, 2**-1, (-2) ** 3, 2**62, 2**63, 7**30, 0**0, 0.0**0, 2.0**0.5, 4**0.5, (-8) ** 2, 1.5**2, 10**-2)
print((-0.0) ** 3, 2**1000 % 1000007, True**5, 3 ** 0, 1e200**1)
try:
    print(1e200**2)
except OverflowError as error:
    print(error)
try:
    print(0.0**-1)
except ZeroDivisionError as error:
    print(error)
