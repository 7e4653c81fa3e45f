from collections import namedtuple

P = namedtuple('P', 'x y')
p = P(1, 2)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: P(1))
show(lambda: P(1, 2, 3))
show(lambda: P(1, z=2))
show(lambda: P(1, x=2))
show(lambda: setattr(p, 'x', 5))
show(lambda: setattr(p, 'q', 5))
show(lambda: p._replace(q=1))
show(lambda: P._make([1]))
show(lambda: namedtuple('P', 'x x'))
show(lambda: namedtuple('P', '_x'))
show(lambda: namedtuple('P', 'if'))
show(lambda: namedtuple('P', 'x', defaults=[1, 2]))
