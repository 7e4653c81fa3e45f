def inner():
    try:
        a = yield 1
        b = yield a
    except KeyError as error:
        yield f"handled {error}"
    return "inner result"
def outer():
    result = yield from inner()
    print("got", result)
    yield from [10, 20]
    yield from "ab"
    return "done"
g = outer()
print(next(g), g.send("sent"), list(g))
g = outer()
next(g)
print(g.throw(KeyError("k")), list(g))
def delegate():
    return (yield from delegate_inner())
def delegate_inner():
    yield 1
    return 5
def drive(gen):
    while True:
        try:
            next(gen)
        except StopIteration as stop:
            return stop.value
print(drive(delegate()))
class Plain:
    def __iter__(self): return iter([1, 2])
def over():
    yield from Plain()
    yield from {"k": 1}.items()
print(list(over()))
def bad():
    yield from 5
try:
    next(bad())
except TypeError as error:
    print(error)
def flatten(x):
    for item in x:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, [3, [4]]], []])))
