from functools import cmp_to_key, reduce


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: reduce(lambda a, b: a + b, [1, 2, 3]))
show(lambda: reduce(lambda a, b: a, [], 'start'))
show(lambda: reduce(lambda a, b: b, [], None))
show(lambda: reduce(lambda a, b: a, []))
show(lambda: reduce(lambda a, b: a, 5))
show(lambda: sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
show(lambda: cmp_to_key(lambda a, b: a - b)(1) < 2)
