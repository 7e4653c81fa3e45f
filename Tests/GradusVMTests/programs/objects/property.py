class T:
    def __init__(self): self._c = 0
    @property
    def f(self):
        "Fahrenheit."
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): print("deleted")
    @property
    def ro(self): return 1
t = T()
t.f = 212
print(t._c, t.f, T.f.__doc__)
del t.f
try:
    t.ro = 5
except AttributeError as e:
    print(e)
