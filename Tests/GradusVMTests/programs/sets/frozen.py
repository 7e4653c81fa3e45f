f = frozenset([3, 1, 2])
print(f, hash(f), hash(frozenset()), f | {9}, {1: "x", f: "y"}[frozenset([1, 2, 3])], type(f & {1}).__name__, frozenset(f) is f)
print({1, 2, 3} == f, f == {3, 2, 1}, {f} == {frozenset([1, 2, 3])}, {1, 2, 3} in {f})
try:
    f.add(1)
except AttributeError as e:
    print(e)
