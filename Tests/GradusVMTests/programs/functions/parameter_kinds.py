def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, x=7), f(1, d=4, a=9, b=8), f(*[1, 2], **{"d": 3, "c": 4}))
def g(*, key): return key
def h(a, /): return a
def k(a, b=[]):
    b.append(a)
    return b
print(g(key=1), h(1), k(1), k(2), k(3, []), (lambda a, *b, c=1, **d: (a, b, c, d))(1, 2, c=3, e=4))
for call in [lambda: f(), lambda: f(1), lambda: g(1), lambda: g(), lambda: h(a=1), lambda: h(1, 2), lambda: f(1, d=2, d2=3) and k(), lambda: k(1, a=2), lambda: k(1, 2, 3), lambda: g(key=1, other=2), lambda: g(1, key=2), lambda: f(1, 2, 3, d=1, c=2), lambda: k(c=1), lambda: (lambda x, y, z: 0)(), lambda: (lambda x, y: 0)(1), lambda: (lambda: 0)(1)]:
    try:
        print(call())
    except TypeError as error:
        print(error)
