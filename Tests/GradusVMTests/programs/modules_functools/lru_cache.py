from functools import cache, lru_cache


@lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


for x in (1, 2, 1, 3, 2):
    square(x)
print(square.cache_info(), square.cache_parameters(), square.__wrapped__(5))
square.cache_clear()
print(square.cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind.cache_info())
try:
    fib([])
except TypeError as error:
    print(error)
