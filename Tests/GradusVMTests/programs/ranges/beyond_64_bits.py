def try_(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
r = range(10**20, 10**20 + 10, 3)
print(r, len(r), list(r), r[1], r[-1], r[1:3], r[::-1], 10**20 + 3 in r, 5 in r, r.index(10**20 + 6), r.count(1))
print(list(reversed(r)), bool(range(10**30)), range(10**30)[10**29], range(2**70)[5:10], r == range(10**20, 10**20 + 12, 3), hash(r) == hash(range(10**20, 10**20 + 12, 3)))
try_(len, range(10**30)); try_(lambda: r[99]); try_(lambda: r['a']); try_(lambda: r.index(3)); try_(range, 10**20, 5, 0)
print(range(-2**63, 2**63)[2**63], range(2**63 - 3, 2**63 + 2)[-1], list(range(2**63 - 2, 2**63 + 1)))
it = iter(range(2**64, 2**64 + 3)); print(next(it), next(it), list(it), r.start, r.stop, r.step, range(0, 2**64).stop)
print(range(10**20, 5), list(range(10**20, 5)), range(10**20, 0, -10**19)[3], isinstance(r, range))
for i in range(2**63 - 2, 2**63 + 1): print(i)
for x in range(0, 2**65):
    if x > 3: break
print(x)
print(sum(range(2**63, 2**63+4)), max(range(2**63, 2**63+4)), slice(1, 2**70).indices(10))
print([*range(2**63,2**63+2)], tuple(range(2**63,2**63+2)), sorted(range(2**63,2**63+2), reverse=True))
x = range(2**64); print(x[2**63:2**63+2], x[-1], x[:-2**64+2])
