# Classes that CPython writes in C are named in full.
import collections
import itertools

for test in (
    lambda: collections.deque().foo, lambda: collections.OrderedDict().foo, lambda: collections.Counter().foo,
    lambda: collections.deque() + 1, lambda: itertools.count() + 1, lambda: collections.defaultdict(int) + 1,
    lambda: len(itertools.chain()), lambda: 1 + collections.deque(),
):
    try:
        test()
    except Exception as error:
        print(type(error).__name__, error)
