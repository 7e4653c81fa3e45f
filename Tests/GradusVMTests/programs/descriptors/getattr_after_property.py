class A:
    @property
    def broken(self):
        return self.missing
    def __getattr__(self, name):
        return f"fallback {name}"
a = A()
print(a.broken, a.other)
class B:
    @property
    def broken(self):
        raise AttributeError("inside")
try:
    B().broken
except AttributeError as error:
    print(error)
class Deferred:
    def __set__(self, obj, value):
        obj.__dict__["d"] = value + 1
class C:
    d = Deferred()
c = C()
c.d = 1
print(c.d, type(C.d).__name__)
