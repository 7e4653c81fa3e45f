class A:
    name = "A"
    def m(self): return "A.m"
    @classmethod
    def c(cls): return f"A.c {cls.__name__}"
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    def __getitem__(self, i): return f"A[{i}]"
class B(A):
    name = "B"
    def m(self): return "B." + super().m() + super(B, self).m() + A.m(self)
    @classmethod
    def c(cls): return "B " + super().c()
    @staticmethod
    def s(): return "B " + super(B, B).s()
    @property
    def p(self): return "B " + super().p
    def nested(self):
        def inner(): return super(B, self).m()
        return inner(), (lambda: super(B, self).name)(), [super(B, self).name for _ in "a"]
    def item(self): return super().__getitem__(3)
    def bound(self):
        s = super()
        return s.m(), s.name, repr(s).startswith("<super: <class 'B'>"), s.__self__ is self, s.__thisclass__
    def __init_subclass__(cls): print("subclass", cls.__name__)
b = B()
print(b.m(), B.c(), b.c(), B.s(), b.p, b.nested(), b.item(), b.bound())
class C(B):
    def m(self): return "C" + super().m()
print(C().m(), super(B, C()).m(), super(C, C()).name)
def outside(): return super()
for function in [outside, lambda: super(B, 5), lambda: super(5), lambda: super(B, b).nope, lambda: super().x, lambda: super(B, b)[0]]:
    try:
        print(function())
    except (RuntimeError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
class D:
    def f(self): return __class__
    def g(x): return super().__repr__() != ""
print(D().f(), D().g())
