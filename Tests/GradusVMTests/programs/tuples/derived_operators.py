# Classes derived from tuple: what they inherit and what they replace, in comparisons, sets and dictionaries.
from collections import namedtuple

Item = namedtuple("Item", "name price count")
print(Item("a", 1, 2) < Item("a", 1, 3), {Item("a", 1, 2): 5}[("a", 1, 2)], Item("a", 1, 2) == ("a", 1, 2),
      hash(Item("x", 1, 2)) == hash(("x", 1, 2)), Item("a", 1, 2) != Item("a", 1, 3), ("a",) < Item("a", 0, 0))
print(sorted([Item("b", 2, 0), Item("a", 2, 9), Item("b", 1, 1)]), max(Item("a", 1, 1), Item("a", 1, 2)))
nested = {Item(Item("a", 1, 2), (Item("b", 0, 0),), None): "deep"}
print(nested[(("a", 1, 2), (("b", 0, 0),), None)])


class Keyed(namedtuple("Keyed", "key value")):
    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)


print(Keyed(1, 2) == Keyed(1, 3), len({Keyed(1, 2), Keyed(1, 3)}), Keyed(1, 2) in [Keyed(1, 9)], Keyed(1, 2) != Keyed(1, 2))


class Odd(tuple):
    def __lt__(self, other):
        return "less"

    def __gt__(self, other):
        return "greater"


print(Odd((1,)) < (2,), (1,) < Odd((0,)), Odd((1,)) <= Odd((2,)), Odd((1,)) == (1,))


class NoHash(tuple):
    __hash__ = None


try:
    print({NoHash((1,))})
except TypeError as error:
    print(error)
try:
    print(Item("a", 1, 2) < Item("a", "b", 2))
except TypeError as error:
    print(error)
try:
    print({Item([], 1, 2)})
except TypeError as error:
    print(error)

loop = []
knot = Item(loop, 0, 0)
loop.append(knot)
print(knot == knot, loop == loop)
