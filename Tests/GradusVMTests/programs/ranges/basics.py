r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:4], r[::-1], 5 in r, 6 in r, r.index(8), r.count(8), r.start, r.stop, r.step)
print(range(5) == range(0, 5, 1), range(0) == range(3, 3), range(1, 10, 20), hash(range(3)) == hash(range(0, 3)), bool(range(0)))
for f in (lambda: range(1, 2, 0), lambda: range("a"), lambda: range(1.0), lambda: range(), lambda: r[99], lambda: r.index(3)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
