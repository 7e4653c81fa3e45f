def f(a, b):
    x = [a, b, f(a)]
    x = [1, 2, 3]
    x = [*a, 1, *b]
    x = (a, *b)
    x = {a, b}, {1, 2, 3}, {*a, 1}
    x = {a: b, 1: 2}
    x = {**a, 1: 2, **b, a: b}
    x = [], (), {}
    return a, b
