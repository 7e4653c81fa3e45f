def f(a, b=2): return a + b
def g(a, b=3): return a * b
f.__code__ = g.__code__
print(f(4), f.__defaults__, f.__code__ is not None, f.__name__)
del f.__defaults__
try:
    f(1)
except TypeError as error:
    print(error)
def outer():
    x = 1
    def inner(): return x
    return inner
try:
    f.__code__ = outer().__code__
except ValueError as error:
    print(error)
inner = outer()
inner.__closure__[0].cell_contents = 9
print(inner(), outer.__code__.co_cellvars, inner.__code__.co_freevars)
