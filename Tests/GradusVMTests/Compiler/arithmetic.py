def f(a, b):
    x = a + b
    x = a + 1
    x = a - 1
    x = 1 + a
    x = a - 40000
    y = (a + b) * (a - b) / 2
    y = -a + ~b
    return x ** y % 3 // b @ a

def g(a, b, c, d):
    return a + b + c + d
