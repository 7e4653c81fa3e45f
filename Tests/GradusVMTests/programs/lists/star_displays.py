a, b = [1, 2], (3, 4)
print([*a, *b], (*a, 0, *b), {*a, *b}, {**{"x": 1}, "x": 2, **{"y": 3}}, [*range(3), *"ab"], (*a,), [*[]], {*(), *[1]})
def f(*args, **kwargs):
    return args, kwargs
print(f(*a, 5, *b), f(*a, x=1, **{"y": 2}, z=3), f(**{"a": 1}, **{"b": 2}), f(*[], **{}))
def g():
    return *a, 9
def h():
    yield *a, *b
print(g(), next(h()))
for x in *a, *b:
    print(x, end=" ")
print()
class Grid:
    def __getitem__(self, key):
        return key
print(Grid()[*a], Grid()[*a, 7], Grid()[1:2, *b], Grid()[*a, 1:3, ...], Grid()[()], Grid()[1,])
for function in [lambda: [*1], lambda: f(**1), lambda: f(**{1: 2}), lambda: f(x=1, **{"x": 2}), lambda: {**1}]:
    try:
        function()
    except TypeError as error:
        print(error)
