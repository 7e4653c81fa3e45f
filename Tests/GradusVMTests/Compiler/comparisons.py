def f(a, b, c):
    x = a < b
    x = a < b < c
    x = a is None, a is not b, not a in b, not a is b
    x = a in [1, 2], a not in {1, 2}, a in (b, 1)
    if 0 <= a < 10:
        return a
    if f(a) < f(b) < f(c):
        return b
    while not (a == b or a != c and b >= 5):
        a = b
