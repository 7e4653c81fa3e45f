import reprlib

for value in (list(range(20)), (1,), "x" * 50, 10 ** 60, {i: i for i in range(9)}, {3, 1, 2}, [[[[[[[[1]]]]]]]]):
    print(reprlib.repr(value))


class Tree:
    def __init__(self):
        self.parts = [self, 1]

    @reprlib.recursive_repr()
    def __repr__(self):
        return f"Tree({self.parts!r})"


print(Tree())
short = reprlib.Repr()
short.maxlist = 2
print(short.repr([1, 2, 3, 4]))
