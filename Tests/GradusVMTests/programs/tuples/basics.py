t = (1, 2, 3)
print(t[0], t[-1], t[1:], t + (4,), t * 2, len(t), 2 in t, t.index(3), t.count(1), (5,), ())
for f in (lambda: t[9], lambda: t["a"], lambda: t.index(7), lambda: t + [1]):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
