def f(a, b):
    a, b = b, a
    x = y = f(a)
    (p, [q, *r]), s.t = a
    a[0], a[1:2] = b
    *first, last = a
    [x] = f(a)
