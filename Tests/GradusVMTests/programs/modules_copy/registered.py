import copy
import copyreg
import pickle
import re


class Point:
    def __new__(cls, x, y):
        made = object.__new__(cls)
        made.x, made.y = x, y
        return made


def reduce_point(point):
    return Point, (point.x, point.y)


try:
    copy.copy(Point(1, [2]))
except TypeError:
    print("TypeError")
copyreg.pickle(Point, reduce_point)
for made in (copy.copy(Point(1, [2])), copy.deepcopy(Point(1, [2])), pickle.loads(pickle.dumps(Point(1, [2])))):
    print(made.x, made.y)

union = int | list[str]
print(copy.copy(union) == union, copy.deepcopy(union) == union, pickle.loads(pickle.dumps(union)))
pattern = re.compile(r"(?P<word>\w+)", re.I | re.M)
copied = pickle.loads(pickle.dumps(pattern))
print(copied == pattern, copied.pattern, copied.flags == pattern.flags)


class Numbers(list):
    pass


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    made = pickle.loads(pickle.dumps(Numbers([1, 2, 3]), protocol))
    print(protocol, type(made).__name__, made)
