class Bag(set):
    def __repr__(self):
        return "Bag" + super().__repr__()
print(Bag([1]), Bag([1]) | {2}, type(Bag([1]) | {2}).__name__, Bag({1}) == {1}, Bag([1]).copy())
print({1, 2} == frozenset({1, 2}), {1} != {1.0}, {1, 2} > {1}, {1, 2} > {3}, {1, 2} <= {3}, set() <= set(), not {0})
print(sorted([{1, 2}, {1}], key=len), max({3, 1}), sum({1, 2, 3}), len({1, 1}), {*"abc"} == set("cab"), {x % 3 for x in range(9)})
class Sub(frozenset):
    pass
print(Sub([1]), repr(Sub()), hash(Sub([1])) == hash(frozenset([1])), Sub([1]) == {1})
