def f(a, b=2, *args, c, d=4, **kw) -> int:
    "Doc."
print(f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__qualname__, f.__module__, f.__code__.co_varnames, f.__code__.co_argcount)
f.extra = 5
print(f.extra, f.__dict__)
f.__name__ = "g"
print(f.__name__)
class A:
    def m(self): pass
print(A.m.__qualname__, A().m.__self__.__class__.__name__, A().m.__func__ is A.m, A().m == A().m)
