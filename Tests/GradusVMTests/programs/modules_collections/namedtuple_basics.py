from collections import namedtuple

P = namedtuple('P', 'x y', defaults=[7])
p = P(1, 2)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: p)
show(lambda: P(1))
show(lambda: p._asdict())
show(lambda: p._replace(x=9))
show(lambda: P._fields)
show(lambda: P.__doc__)
show(lambda: P.x.__doc__)
show(lambda: p == (1, 2))
show(lambda: P._field_defaults)
show(lambda: namedtuple('Q', 'x if _a x', rename=True)._fields)
show(lambda: sorted([P(2), P(1, 9)]))
show(lambda: P(y=1, x=2))
show(lambda: P.__match_args__)
