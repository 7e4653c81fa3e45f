from collections import deque


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: deque([1, 2, 3], maxlen=2))
show(lambda: deque('abc') + deque('d'))
show(lambda: deque([1]) * 3)
show(lambda: deque([1, 2]) < deque([1, 3]))
show(lambda: list(reversed(deque('abc'))))
show(lambda: deque().pop())
show(lambda: deque([1])[5])
show(lambda: deque([1]).remove(2))
show(lambda: deque([1], -1))
show(lambda: hash(deque()))
show(lambda: deque([1]) < [1])
show(lambda: deque([1, 2])[0:1])
show(lambda: deque([1], 1).insert(0, 2))
