x = [i * 2 for i in range(3)]
def f(a, b):
    x = [i for i in a if i if not i > b]
    y = {i: j for i, j in a}
    z = {i + j for i in a for j in b[i]}
    w = [[i * j for j in b] for i in a]
    return [lambda: i for i in a]
