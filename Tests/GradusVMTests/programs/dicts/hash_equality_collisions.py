class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 2
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f"K{self.n}"
d = {Key(i): i for i in range(6)}
print(d, d[Key(4)], Key(7) in d, d.pop(Key(0)), list(d))
print({1, 1.0, True, 1 + 0j}, {(1, 2): "t"}[(1.0, 2.0)], {"a": 1, "a": 2}, {frozenset([1]): 1}[frozenset({1.0})], {None: 1, (): 2, "": 3, 0: 4, False: 5})
class Raises:
    def __hash__(self): return 1
    def __eq__(self, other): raise RuntimeError("compared")
try:
    {Raises(): 1, Raises(): 2}
except RuntimeError as error:
    print(error)
class NoHash:
    def __eq__(self, other): return True
class BadHash:
    def __hash__(self): return "x"
for function in [lambda: {NoHash(): 1}, lambda: hash(NoHash()), lambda: {BadHash()}, lambda: hash([]), lambda: hash({}), lambda: hash((1, [])), lambda: {set()}, lambda: hash(slice(1))]:
    try:
        function()
    except TypeError as error:
        print(error)
print(NoHash.__hash__, object().__hash__ is not None)
