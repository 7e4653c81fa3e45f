class Data:
    def __get__(self, obj, owner): return "data", obj is not None, owner.__name__
    def __set__(self, obj, value): print("set", value)
    def __delete__(self, obj): print("delete")
class NonData:
    def __get__(self, obj, owner): return "non-data"
class OnlySet:
    def __set__(self, obj, value): print("only set", value)
class A:
    d = Data()
    n = NonData()
    s = OnlySet()
a = A()
a.__dict__.update(d="inst d", n="inst n", s="inst s")
print(a.d, a.n, a.s, A.d, A.n, type(A.s).__name__)
a.d = 1
a.s = 2
del a.d
a.n = 3
print(a.n)
del a.n
print(a.n)
try:
    del a.s
except AttributeError as error:
    print(error)
class Instance:
    pass
i = Instance()
i.d = Data()
print(type(i.d).__name__)
A.d = "replaced"
print(A.d, a.d)
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        print("computing")
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class C:
    @Lazy
    def value(self): return 42
c = C()
print(c.value, c.value)
class Bound:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return lambda *a: ("wrapped", self.f(obj, *a))
class E:
    @Bound
    def m(self, x): return x
print(E().m(3))
