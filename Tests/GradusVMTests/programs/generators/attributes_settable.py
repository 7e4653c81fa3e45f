def g():
    yield from inner
inner = iter([1, 2])
it = g()
print(it.gi_yieldfrom, next(it), it.gi_yieldfrom is inner)
it.__name__ = "renamed"
it.__qualname__ = "q.renamed"
print(it.__name__, it.__qualname__)
stop = StopIteration(5)
print(stop.value)
stop.value = 6
print(stop.value, stop.args)
