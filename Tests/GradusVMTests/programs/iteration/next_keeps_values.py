"""What `__next__` raises keeps its value on the way through next()."""


class Ending:
    def __init__(self, *values):
        self.values = values

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(*self.values)


def generator():
    return 5
    yield


for iterator in (Ending(), Ending(42), Ending("a", "b"), generator(), iter([])):
    try:
        next(iterator)
    except StopIteration as error:
        print(repr(error), error.value)
    print(next(iterator, "default"), list(iterator))
try:
    next(3)
except TypeError as error:
    print(error)
try:
    next(3, "default")
except TypeError as error:
    print(error)


class Broken:
    def __next__(self):
        raise KeyError("k")


try:
    next(Broken(), None)
except KeyError as error:
    print(repr(error))
