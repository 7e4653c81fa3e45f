print(dict([(1, 2), (3, 4)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict.fromkeys("abc"), dict.fromkeys([1, 2], 0))
for f in (lambda: dict([(1, 2, 3)]), lambda: dict([1]), lambda: dict(5), lambda: dict(1, 2)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
