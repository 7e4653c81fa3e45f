class A:
    fs = [lambda: 0 for _ in (1,)]
    def m(self):
        return [lambda: 1 for _ in (1,)][0], {k: (lambda: 2) for k in (1,)}[1], next((lambda: 3) for _ in (1,)), [[lambda: 4 for _ in (1,)] for _ in (1,)][0][0]
print([lambda: 0 for _ in (1,)][0].__qualname__, A.fs[0].__qualname__, *[f.__qualname__ for f in A().m()])
def f():
    print([g.__qualname__ for g in {(lambda: x) for x in (1, 2)}])
    try:
        [y for _ in (1,)]
        y = 1
    except NameError as e:
        print(type(e).__name__, e)
    try:
        [1 for _ in z]
        z = 1
    except NameError as e:
        print(type(e).__name__, e)
    try:
        [lambda: w for _ in (1,)][0]()
        w = 1
    except NameError as e:
        print(type(e).__name__, e)
    try:
        [[v for _ in (1,)] for _ in (1,)]
        v = 1
    except NameError as e:
        print(type(e).__name__, e)
f()
def outer():
    def inner(): return [q for _ in (1,)]
    try: inner()
    except NameError as e: print(type(e).__name__, e)
    q = 1
    [q for _ in (1,)]
    try:
        del q
        [q for _ in (1,)]
    except NameError as e: print(type(e).__name__, e)
outer()
