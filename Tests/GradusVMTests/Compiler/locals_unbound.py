def f(a):
    if a:
        x = 1
    print(x)
    print(x)
    for y in a:
        pass
    print(y)
    while a:
        z = 1
        break
    del x
    print(x, z)
    return y
