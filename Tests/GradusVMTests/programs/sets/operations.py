a, b = {1, 2, 3}, frozenset([3, 4])
print(a | b, b | a, a & b, a - b, a ^ b, type(a | b).__name__, type(b | a).__name__, a == {1, 2, 3}, b == {3, 4}, {b: 1}[frozenset({4, 3})])
print(a.union([9], (8,)), a.intersection("12", [1]), a.difference([1], [2]), a.symmetric_difference([1, 7]), a.issubset(range(9)), a.issuperset([1]), a.isdisjoint([5]), a <= a, a < a, {1} < a, a >= {1})
a |= {5}
a &= {1, 2, 5}
a -= {1}
a ^= {2, 9}
print(a, a.add(5), a.discard(77), a.update([1], [3]), sorted(map(str, a)))
for function in [lambda: a | [1], lambda: a.remove(77), lambda: set().pop(), lambda: a & [1], lambda: {[]}, lambda: a < [1], lambda: b.add(1), lambda: set(1), lambda: a.union(1), lambda: set([[]])]:
    try:
        print(function())
    except (TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
print(set(), frozenset(), frozenset({1}), {1}.copy(), set("a"), repr({"x"}), {1, 2}.__class__, {frozenset({1}), frozenset({1})} == {frozenset({1})}, {1} in {frozenset({1})}, set.union({1}, {2}), frozenset({1}).union([2]))
