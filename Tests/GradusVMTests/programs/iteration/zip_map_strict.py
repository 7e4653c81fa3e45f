print(list(zip([1, 2], "ab")), list(zip()), list(zip([1], [2, 3])), list(zip("ab", "cd", strict=True)), dict(zip("ab", range(2))), list(zip(*[(1, 2), (3, 4)])))
for arguments in [("ab", "c"), ("a", "bc"), ("ab", "cd", "e"), ("a", "b", "cd")]:
    try:
        list(zip(*arguments, strict=True))
    except ValueError as error:
        print(error)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(str, [1, 2])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])), list(enumerate("ab", start=5)), list(enumerate("ab", 1)))
for function in [lambda: zip(1), lambda: map(str), lambda: list(map(1, [1])), lambda: enumerate("a", "b"), lambda: filter(1), lambda: reversed({1}), lambda: reversed(iter([])), lambda: next([1]), lambda: iter(1), lambda: iter(1, 2)]:
    try:
        function()
    except TypeError as error:
        print(error)
