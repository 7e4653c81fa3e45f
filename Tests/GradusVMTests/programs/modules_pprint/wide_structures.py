from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from pprint import pformat, pprint
from types import SimpleNamespace


@dataclass
class Item:
    name: str
    values: list


long = ["a fairly long string number %d" % i for i in range(4)]
pprint(long)
pprint({"b": long, "a": (1, 2)}, width=60)
pprint("some words that go on and on until they do not fit the line any longer " * 2)
pprint([list(range(30)), set(range(12))], compact=True, width=40)
pprint(OrderedDict((k, k * 20) for k in "abc"), width=40)
pprint(defaultdict(list, {k: [k * 15] * 3 for k in "ab"}), width=40)
pprint(Counter("aaabbbbcc" * 3), width=20)
pprint(deque(range(20), maxlen=30), width=40)
pprint(Item("x" * 30, list(range(20))), width=50)
pprint(SimpleNamespace(first="a" * 30, second="b" * 40), width=50)
pprint(b"bytes that are long enough to be split over lines" * 2, width=50)
print(pformat({1: {2: {3: {4: 5}}}}, depth=2), pformat([10 ** 9], underscore_numbers=True))
