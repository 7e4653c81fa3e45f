def f(a, b):
    c = a
    def g(d):
        nonlocal c
        c = c + a + d
        def h():
            return b
        return h
    del c
    return g, lambda x=a, *, y=b: x + y + c
