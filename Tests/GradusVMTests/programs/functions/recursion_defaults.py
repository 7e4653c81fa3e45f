def fact(n): return 1 if n < 2 else n * fact(n - 1)
def ackermann(m, n):
    if m == 0: return n + 1
    if n == 0: return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
print(fact(30), ackermann(2, 3), (lambda f: f(f, 5))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))
def is_even(n): return n == 0 or is_odd(n - 1)
def is_odd(n): return n != 0 and is_even(n - 1)
print(is_even(100), is_odd(7))
def forever(n): return forever(n + 1)
try:
    forever(0)
except RecursionError as error:
    print(error)
def default(x=fact(5), y=[]):
    return x, y
print(default(), default.__defaults__)
def annotations(a: "forward", b: 1 + 1 = 3, *c: print, d: None = None) -> list[int]: pass
print(annotations.__annotations__)
def empty(): ...
def doc(): "only doc"
print(empty(), doc(), doc.__doc__, (lambda *, a=1: a)())
