from functools import partial


def f(a, b, c=3, *d, **k):
    return a, b, c, d, k


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: partial(f, 1)(2))
show(lambda: partial(f, 1, c=9)(2, z=5))
show(lambda: partial(partial(f, 1), 2)(4, 5))
show(lambda: partial(int, base=2)('101'))
show(lambda: partial(f, 1, c=2).keywords)
show(lambda: partial(f, 1).args)
show(lambda: partial())
show(lambda: partial(3))
show(lambda: partial(f, c=1)(1, 2, c=5))
