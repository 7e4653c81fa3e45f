class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), tuple(Count(2)), sum(Count(4)), 1 in Count(3), [*Count(2)], dict(enumerate(Count(2))), max(Count(3)), ",".join(map(str, Count(3))), sorted(Count(3)))
a, b, c = Count(3)
print(a, b, c, next(Count(0), "end"), iter(Count(1)).__next__())
lines = iter(["a", "b", "stop", "c"])
print(list(iter(lambda: next(lines), "stop")), next(lines))
class OldStyle:
    def __getitem__(self, index):
        if index > 3: raise IndexError
        return index * index
print(list(OldStyle()), 4 in OldStyle(), 5 in OldStyle(), [*OldStyle()], max(OldStyle()))
class NotIterable:
    __iter__ = None
for function in [lambda: iter(NotIterable()), lambda: 1 in NotIterable(), lambda: list(NotIterable()), lambda: [*5], lambda: next(Count(0))]:
    try:
        function()
    except (TypeError, StopIteration) as error:
        print(type(error).__name__, error)
class BadIter:
    def __iter__(self): return 5
try:
    list(BadIter())
except TypeError as error:
    print(error)
class Reversible:
    def __reversed__(self): return iter("zyx")
class Sequence:
    def __len__(self): return 3
    def __getitem__(self, i): return "abc"[i]
print(list(reversed(Reversible())), list(reversed(Sequence())))
