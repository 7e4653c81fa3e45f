class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.swallow
with Manager("a") as a, Manager("b") as b:
    print(a, b)
with (Manager("c") as c, Manager("d"),):
    print(c)
with (Manager("e")): pass
with Manager("f", True):
    raise ValueError("gone")
try:
    with Manager("g"), Manager("h"):
        raise KeyError("kept")
except KeyError as error:
    print("caught", error)
def early():
    for i in range(2):
        with Manager(f"r{i}"):
            if i: return "returned"
            continue
print(early())
with Manager("t") as (x): print(x)
with Manager("xy") as (p, q): print(p, q)
d = {}
with Manager("k") as d["key"]: print(d)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
for bad in [NoExit(), NoEnter(), 5]:
    try:
        with bad: pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
class Fails:
    def __enter__(self): raise RuntimeError("enter fails")
    def __exit__(self, *a): print("never")
try:
    with Manager("outer"), Fails(): pass
except RuntimeError as error:
    print(error)
class ExitFails:
    def __enter__(self): return self
    def __exit__(self, *a): raise TypeError("exit fails")
try:
    with ExitFails(): raise ValueError("body")
except TypeError as error:
    print(error, repr(error.__context__))
