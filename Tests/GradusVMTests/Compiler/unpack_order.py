def f(a):
    a[0], a[a[0]] = a[1], a[0]
    x = y, z = a
