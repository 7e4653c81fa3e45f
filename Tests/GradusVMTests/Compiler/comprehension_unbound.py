def f(a):
    return [i for i in a for j in k for k in j]
