import pickle
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from decimal import Decimal
import datetime


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


class Slots:
    __slots__ = ("a", "b")


class Custom:
    def __init__(self, x):
        self.x = x
        self.cache = "big"

    def __getstate__(self):
        return {"x": self.x}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.cache = "rebuilt"


class Words(list):
    pass


@dataclass
class Point:
    x: int
    y: int


class Color(Enum):
    RED = 1


Pair = namedtuple("Pair", "a b")
again = lambda value: pickle.loads(pickle.dumps(value))
n = Node("a")
n.next = n
m = again(n)
s = Slots()
s.a = 5
w = Words([1, 2])
w.extra = 3
print(m.name, m.next is m, again(s).a, hasattr(again(s), "b"), again(Custom(3)).__dict__, again(w), again(w).extra)
print(again(Point(1, 2)), again(Color.RED) is Color.RED, again(Pair(1, 2)), again(Counter("aab")), again(OrderedDict(a=1)), again(deque([1, 2], 5)), again(defaultdict(list, a=[1])))
print(again(Fraction(1, 2)), again(Decimal("1.5")), again(datetime.date(2024, 1, 2)), again(len) is len, again(Node) is Node, repr(again(ValueError("x", 1))))
