words = ["banana", "Apple", "cherry", "apple", "Banana"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
def boom(x):
    if x == 2:
        raise KeyError("boom")
    return x
values = [3, 2, 1]
try:
    values.sort(key=boom)
except KeyError as error:
    print(error, values)
for data in [[1, "a"], [None, 1], [{}, {}], [1, 2j], [(1, "a"), (1, 2)]]:
    try:
        print(sorted(data))
    except TypeError as error:
        print(error)
try:
    [1].sort(lambda x: x)
except TypeError as error:
    print(error)
class Only:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __repr__(self): return f"Only({self.n})"
print(sorted([Only(3), Only(1)]), max([Only(3), Only(1)], key=lambda o: o.n), sorted([3, 1.5, True]), sorted("bca", reverse=True), sorted({3: 1, 1: 2}), sorted([[2], [1, 5], [1]]))
