def f(a, b):
    with a:
        pass
    with a() as x, b() as (y, z):
        return x
    for i in a:
        with b:
            if i:
                continue
            break
