print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "bb", key=len), min([], default="none"), max([1, 2], key=lambda x: -x), max((1, 2), (1, 3)), min({5: 1, 3: 2}), max(["a", "b"], key=None), min(1, 1.0), max(True, 1))
for function in [lambda: min([]), lambda: max(), lambda: max(1), lambda: min(1, "a"), lambda: max(1, 2, default=3), lambda: min([], key=1), lambda: max(1, 2, foo=3)]:
    try:
        print(function())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
