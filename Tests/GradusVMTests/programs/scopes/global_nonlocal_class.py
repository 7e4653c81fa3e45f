g = 1
def change():
    global g, fresh
    g = 2
    fresh = "made"
change()
print(g, fresh)
x = "global"
def f():
    x = "local"
    class A:
        print(x)
        x = "class"
        print(x)
        def m(self):
            return x
    return A().m(), A.x
print(f())
def class_nonlocal():
    v = 1
    class B:
        nonlocal v
        v = 2
    return v, hasattr(B, "v")
print(class_nonlocal())
class C:
    x = x + "!"
    global made_here
    made_here = 5
print(C.x, made_here)
def locals_are_copies(a, b=2):
    c = 3
    names = locals()
    return names
print(locals_are_copies(1), "f" in globals(), globals()["x"], sorted(vars(C()).items()))
for k in list(globals()):
    pass
globals()["dynamic"] = 7
print(dynamic)
def local_class():
    class Local:
        def __init__(self): self.kind = __class__.__name__
    return Local
print(local_class().__qualname__, local_class()().kind)
del dynamic
try:
    dynamic
except NameError as error:
    print(error)
