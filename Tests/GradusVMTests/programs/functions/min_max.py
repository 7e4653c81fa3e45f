print(min(3, 1, 2), max([1, 5, 2]), max("abc"), min([], default=9), max([1, 2, 3], key=lambda x: -x), min("bB", key=str.lower))
for f in (lambda: max([]), lambda: max(), lambda: min(1, "a"), lambda: max(1), lambda: max(1, 2, default=3)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
