class T:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "Celsius."
        return self._c
    @c.setter
    def c(self, value):
        if value < -273: raise ValueError("too cold")
        self._c = value
    @c.deleter
    def c(self): print("deleted")
    @property
    def f(self): return self.c * 9 / 5 + 32
    only = property(lambda self: 1, doc="lambda doc")
    def _get(self): return "old style"
    old = property(_get)
    write = property(None, lambda self, v: print("write", v))
t = T()
t.c = 100
print(t.c, t.f, T.c.__doc__, T.only.__doc__, t.old, type(T.c).__name__, T.c.fget(t), T.c.fset is not None, T.f.fset)
del t.c
t.write = 3
for function in [lambda: setattr(t, "f", 1), lambda: delattr(t, "f"), lambda: setattr(t, "c", -300), lambda: t.write]:
    try:
        function()
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)
class Sub(T):
    @T.c.getter
    def c(self): return "sub"
    @property
    def f(self): return super().f + 1
s = Sub()
s._c = 0
print(s.c)
class V(T):
    @property
    def c(self): return super().c + 1
v = V()
print(v.c, isinstance(T.c, property))
