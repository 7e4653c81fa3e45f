print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, "a"] == [1, "a"], (1, 2) < (1, 2, 0), [1] == (1,))
nan = float("nan")
print([nan] == [nan], nan in [nan], (nan,) == (nan,), [nan].index(nan), [nan].count(nan))
for function in [lambda: [1] < (1,), lambda: [1] < ["a"], lambda: {} < {}, lambda: None < None, lambda: [1] + (1,), lambda: (1,) + [1], lambda: [1] * 1.5, lambda: [1, 2] - [1]]:
    try:
        function()
    except TypeError as error:
        print(error)
