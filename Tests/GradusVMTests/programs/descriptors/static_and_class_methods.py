class A:
    count = 0
    @staticmethod
    def s(x): return x * 2
    @classmethod
    def c(cls, x=1):
        cls.count += x
        return cls.__name__, cls.count
    @classmethod
    def make(cls, *a): return cls(*a)
    def __init__(self, v=0): self.v = v
class B(A): pass
a = A()
print(A.s(2), a.s(3), A.c(), a.c(2), B.c(10), A.count, B.count, B.make(5).v, type(B.make()).__name__)
print(A.__dict__["s"](4), A.__dict__["s"].__func__(5), A.__dict__["c"].__func__(B), A.c.__func__.__name__, A.c.__self__ is A, A.s.__name__, A.__dict__["s"].__wrapped__ is A.s, A.__dict__["c"].__name__)
f = A.c
print(f(), (lambda: 0).__get__(a, A).__self__ is a)
bound = a.__init__
bound(9)
print(a.v, A.__init__(a, 4), a.v)
try:
    A.__dict__["c"](1)
except TypeError as error:
    print(error)
def free(self): return self.v
A.attached = free
a.on_instance = free
print(a.attached(), a.on_instance(a), A.attached is free, a.attached == a.attached, a.attached is a.attached)
class Calc:
    add = staticmethod(lambda x, y: x + y)
    builtin = len
    partial = str.upper
print(Calc().add(1, 2), Calc().builtin("abc"))
