def f(a, i):
    x = a[i]
    x = a[0]
    x = a[i + 1]
    x = a[1:]
    x = a[::2, None, ...]
    a[i] = x
    a[f(i)] = f(x)
    del a[i], a[f(i)]
