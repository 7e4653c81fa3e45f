import functools
@functools.lru_cache(maxsize=2)
def f(x):
    print("call", x)
    return x * 2
print(f(1), f(1), f(2), f(3), f(1), f.cache_info())
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80))
p = functools.partial(print, "hi", sep="-")
p("there")
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(lambda a, b: a + b, [], 0))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
def deco(fn):
    @functools.wraps(fn)
    def inner(*a): return fn(*a)
    return inner
@deco
def named():
    "doc"
print(named.__name__, named.__doc__, named.__wrapped__.__name__)
