def f():
    x = [(yield 1), (yield 2)]
    y = (yield) or "default"
    print(x, y)
    z = yield from (i for i in range(2))
    print(z)
    return (yield x), y
g = f()
print(next(g), g.send("a"), g.send("b"), next(g), next(g), next(g))
try:
    g.send("end")
except StopIteration as stop:
    print(stop.value)
def lazily():
    yield lambda: (yield 5)
print(list(next(lazily())()))
def star():
    a, *b = yield 1, *[2, 3]
    print(a, b)
    yield
s = star()
print(next(s), s.send("xyz"))
def primes():
    n, seen = 2, []
    while True:
        if all(n % p for p in seen):
            seen.append(n)
            yield n
        n += 1
print([p for p, _ in zip(primes(), range(10))])
