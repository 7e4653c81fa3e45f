print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), dict(zip("ab", [1, 2])))
for args in (([1, 2], [1]), ([1], [1, 2]), ([1], [1], [1, 2])):
    try:
        list(zip(*args, strict=True))
    except ValueError as e:
        print(e)
a, b = zip(*[(1, 2), (3, 4)])
print(a, b)
