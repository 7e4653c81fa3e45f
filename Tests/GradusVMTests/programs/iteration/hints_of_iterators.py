import operator
for make in (lambda: [1, 2, 3], lambda: (1, 2, 3), lambda: range(3), lambda: "abc", lambda: "é한x", lambda: {1, 2, 3}, lambda: {1: 1, 2: 2, 3: 3}, lambda: b"abc"):
    it = iter(make())
    next(it)
    print(operator.length_hint(it), it.__length_hint__(), end=" ")
print(operator.length_hint(reversed([1, 2])), operator.length_hint(iter(int, 1), 7))
class Squares:
    def __getitem__(self, i):
        if i > limit: raise IndexError
        return i * i
limit = 1
it = iter(Squares())
print(list(it))
limit = 5
print(list(it))
