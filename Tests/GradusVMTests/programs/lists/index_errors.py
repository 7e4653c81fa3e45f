a = [1, 2]
for f in (lambda: a[2], lambda: a["x"], lambda: a[1.0], lambda: a[None]):
    try:
        f()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
try:
    a[5] = 1
except IndexError as e:
    print(e)
