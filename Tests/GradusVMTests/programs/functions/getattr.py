class A:
    x = 1
    def __getattr__(self, name):
        if name.startswith("dyn"):
            return name
        raise AttributeError(name)
a = A()
print(getattr(a, "x"), getattr(a, "dyn_y"), getattr(a, "zz", "default"), hasattr(a, "x"), hasattr(a, "zz"))
setattr(a, "y", 5)
print(a.y, vars(a))
delattr(a, "y")
print(vars(a))
try:
    getattr(a, 5)
except TypeError as e:
    print(e)
