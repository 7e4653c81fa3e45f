class Log:
    present = "class"
    def __init__(self): self.own = 1
    def __getattr__(self, name):
        if name.startswith("no"): raise AttributeError(f"custom {name}")
        return f"dynamic {name}"
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
x = Log()
print(x.own, x.present, x.missing, hasattr(x, "no_way"), hasattr(x, "other"), getattr(x, "nope", "default"))
x.new = 2
del x.new
x.own += 5
try:
    x.none_such
except AttributeError as error:
    print(error)
class All:
    def __init__(self): self.a = 1
    def __getattribute__(self, name):
        if name == "secret": raise AttributeError("hidden")
        if name.startswith("_"): return object.__getattribute__(self, name)
        return ("intercepted", name, object.__getattribute__(self, "__dict__").get(name))
    def __getattr__(self, name): return f"fallback {name}"
    def method(self): return 1
    def __len__(self): return 7
a = All()
print(a.a, a.method, a.secret, len(a), a.__class__.__name__)
class Prop:
    @property
    def broken(self): raise AttributeError("inside property")
    def __getattr__(self, name): return f"getattr {name}"
print(Prop().broken)
class D:
    def __dir__(self): return ["z", "a"]
print(dir(D()), "__init__" in dir(D), [n for n in dir(Log()) if not n.startswith("_")])
print(getattr(5, "real"), getattr("x", "upper")(), hasattr([], "append"))
for function in [lambda: getattr(5, "x"), lambda: getattr(5, 1), lambda: setattr(x, 1, 2), lambda: hasattr(5, 1), lambda: getattr(5)]:
    try:
        function()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
