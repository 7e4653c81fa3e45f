def g(a):
    x = yield
    y = yield x
    z = yield from a
    return (i * x for i in a if i)
def h():
    yield 1
    return 2
