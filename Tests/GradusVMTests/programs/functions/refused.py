for f in (lambda: range(1.5), lambda: len(5), lambda: abs("x"), lambda: sum(1), lambda: int([]), lambda: list(5), lambda: dict(a=1)[0]):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
