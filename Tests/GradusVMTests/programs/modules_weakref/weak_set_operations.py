import weakref


class Item:
    def __init__(self, name):
        self.name = name


a, b, c = Item("a"), Item("b"), Item("c")


def names(group):
    return sorted(item.name for item in group)


left, right = weakref.WeakSet([a, b]), weakref.WeakSet([b, c])
print(names(left | right), names(left & right), names(left - right), names(left ^ right))
print(names(left.union([c])), names(left.intersection([b])), names(left.difference([b])))
print(names(left.symmetric_difference([b, c])))
print(left == weakref.WeakSet([b, a]), left == right, left != right)
print(left <= {a, b, c}, left < {a, b}, left >= {a}, left > {a}, left.isdisjoint([c]), left.issuperset([a]))
work = left.copy()
work |= right
print(names(work))
work &= [a, c]
print(names(work))
work ^= [b, c]
print(names(work))
work -= [b]
print(names(work), len(work))
work.update([b])
del b
right.discard(c)
print(names(work), names(left), len(right))
