class A: pass
for f in (lambda: A(1), lambda: object(1), lambda: A().__init__(5)):
    try:
        f()
    except TypeError as e:
        print(e)
