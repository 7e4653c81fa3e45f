def source():
    for i in range(3):
        print("produce", i)
        yield i
g = (i * 2 for i in source())
print("made", next(g), next(g))
try:
    e = (i for i in 5)
except TypeError as error:
    print(error)
n = 2
h = (i * n for i in range(3))
n = 10
print(list(h), sum(i for i in range(4)), list(h), type(g).__name__, g.__name__, g.gi_running, max((len(w), w) for w in ["a", "bb"]))
squares = (i * i for i in [1, 2])
print(*squares, sep=",")
print(list(a for b in [[1], [2]] for a in b), dict((k, v) for k, v in [("a", 1)]), set(c for c in "aa"), tuple(i for i in "ab"))
