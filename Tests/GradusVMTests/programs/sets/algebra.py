a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, {2} < a, a >= {1}, a.isdisjoint({9}))
print(a.union([7], (8,)), a.intersection([2, 9]), a.difference([1]), a.symmetric_difference([3, 5]))
a |= {9}
a &= {1, 2, 9}
a -= {1}
a ^= {2, 3}
print(a)
a.update([5], [6])
a.difference_update([5])
a.intersection_update([6, 9])
print(a)
for f in (lambda: {1} | [2], lambda: {1} < [2], lambda: {[]}):
    try:
        f()
    except TypeError as e:
        print(e)
