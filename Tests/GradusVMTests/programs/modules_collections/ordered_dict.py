from collections import OrderedDict


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: OrderedDict(a=1, b=2))
show(lambda: OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
show(lambda: OrderedDict(a=1, b=2) == {'b': 2, 'a': 1})
show(lambda: OrderedDict(a=1).items())
show(lambda: OrderedDict(a=1) | {'b': 2})
show(lambda: OrderedDict().popitem())
show(lambda: OrderedDict(a=1).move_to_end('z'))
show(lambda: list(reversed(OrderedDict(a=1, b=2))))
