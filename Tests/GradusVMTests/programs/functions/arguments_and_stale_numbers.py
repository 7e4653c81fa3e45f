def defaults(p, k, c=None, *, d=None):
    return c, d


def sometimes(a):
    if a == 0:
        x = 1
    return x


def f(n):
    print(defaults(range(n), n // 2), defaults(1, n % 2), defaults(1, n * 2), defaults(1, n - n), defaults(1, n > 2))
    try:
        print(sometimes(n // 2))
    except UnboundLocalError as error:
        print(error)


f(7)
