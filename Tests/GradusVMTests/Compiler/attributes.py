def f(a):
    a.b.c = a.d.e
    del a.b.c, a.d
    x = a.b
    f(a).b = x
    return (a
            .b
            .c(1))
