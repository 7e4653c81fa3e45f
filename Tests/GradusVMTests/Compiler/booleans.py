def f(a, b, c):
    x = a and b or c
    x = x or f(x)
    x = f(a) and f(b) and f(c)
    if a and (b or not c):
        return 1
    return a if b else c
