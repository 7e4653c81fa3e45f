def f(a, b: int = 2, *args: str, c=3, **kw) -> float:
    """Doc."""
    local = a
    return local
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__, f.__dict__)
code = f.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_varnames, code.co_nlocals, code.co_flags & 0x0C, code.co_firstlineno, code.co_qualname)
f.tag = "x"
f.__name__ = "renamed"
f.__defaults__ = (10,)
f.__kwdefaults__ = {"c": 30}
f.__doc__ = None
print(f.tag, f.__dict__, f.__name__, f(1), f.__doc__, callable(f), type(f).__name__, f.__call__(5))
def g(x): return x, "g"
f.__code__ = g.__code__
print(f(4), f.__globals__ is globals(), f == f, f.__get__(5)(), (lambda: 0).__name__, (lambda: 0).__qualname__)
del f.tag
try:
    f.tag
except AttributeError as error:
    print(error)
for name, value in [("__defaults__", 1), ("__name__", 1), ("__dict__", 1), ("__code__", 1), ("__kwdefaults__", 1)]:
    try:
        setattr(f, name, value)
    except TypeError as error:
        print(error)
class A:
    def m(self): pass
    class B:
        def n(self): pass
print(A.m.__qualname__, A.B.n.__qualname__, A().m.__func__ is A.m, A().m.__self__.__class__, A().m.__name__, A.B.__qualname__, A().m == A().m, len.__name__, len.__self__.__class__.__name__, "".join.__qualname__, str.join.__qualname__, [].append.__name__)
