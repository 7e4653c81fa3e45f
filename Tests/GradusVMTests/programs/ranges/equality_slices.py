r = range(0, 20, 3)
print(r, r[2], r[-1], r[1:4], r[::-1], r[5:1], len(r), 9 in r, 10 in r, 9.0 in r, "a" in r, r.index(9), r.count(9), r.start, r.stop, r.step)
print(range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), hash(range(0)) == hash(range(1, 1)), {range(3): 1}[range(0, 3)], range(5) == [0, 1, 2, 3, 4], list(reversed(range(5))), range(3, 0, -1)[::-1], bool(range(0)))
print(range(-5, -10, -2), list(range(-5, -10, -2)), max(range(5)), sum(range(101)), range(10)[-3:], range(True, 5))
for function in [lambda: r[99], lambda: range(1, 2, 0), lambda: range(1.0), lambda: r.index(1), lambda: range(), lambda: range(1, 2, 3, 4), lambda: len(range(10**6)), lambda: r < r]:
    try:
        print(function())
    except (IndexError, ValueError, TypeError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
