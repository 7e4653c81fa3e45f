# What a star without a name covers is never walked over: only the places that are looked at are asked for.
import collections.abc


class Shelf(collections.abc.Sequence):
    """A sequence that would be endless to walk through, with a length all the same."""

    def __init__(self, size):
        self.size = size
        self.asked = []

    def __getitem__(self, place):
        self.asked.append(place)
        return place * 10

    def __len__(self):
        return self.size


def ends(shelf):
    match shelf:
        case [first, second, *_, last]:
            return first, second, last
        case [*_, 0]:
            return "zero at the end"
        case [_, *_]:
            return "something"
        case []:
            return "empty"


for size in (42, 3, 2, 1, 0):
    shelf = Shelf(size)
    print(size, ends(shelf), shelf.asked)

match range(10**7):
    case [a, *_, b]:
        print(a, b)
match "no sequence for patterns":
    case [*_]:
        print("wrong")
    case _:
        print("a text")
match [1, [2, 3, 4], 5]:
    case [*_, [x, *_], y]:
        print(x, y)
