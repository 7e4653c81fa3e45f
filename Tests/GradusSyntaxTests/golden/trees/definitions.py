def f(): pass
def f(a): pass
def f(a,): pass
def f(a, b=1, *c, d, e=2, **g): pass
def f(a, /): pass
def f(a, b, /, c, d=1, *, e, f=2): pass
def f(a=1, /, b=2): pass
def f(*, a): pass
def f(*a, b): pass
def f(**a): pass
def f(*a: int, **b: str): pass
def f(*a: *b): pass
def f(a: int, b: str = 'x', *, c: float = 1.0) -> list[int]: return a
def f() -> (yield_): pass
def f(
    a,
    b=(1, 2),
):
    """doc"""
    return a
@a
def f(): pass
@a.b(c)
@d
def f(): pass
@(lambda f: f)
def g():
    @inner
    def h(): pass
    return h
@x[0].y
class A: pass
class B(): pass
class C(A, B): pass
class D(A, metaclass=M, *b, **c): x = 1
class E(A):
    """doc"""
    x: int = 1

    def f(self):
        return super().f()

    class G:
        pass
class H: a = 1; b = 2
def outer():
    if a:
        for b in c:
            while d:
                try:
                    with e:
                        return f
                finally:
                    pass
    else:
        pass
    x = 1
