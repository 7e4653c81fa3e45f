class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[key or cls.__name__] = cls
class A(Plugin): pass
class B(Plugin, key="bee"): pass
print(sorted(Plugin.registry))
class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner=None):
        return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value): obj.__dict__[self.name] = value * 2
class M:
    a = Field()
    b = Field()
    a2 = a
m = M()
m.a = 5
print(m.a, m.b, m.a2, M.a.name, vars(m))
class Generic:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
class Child(Generic): pass
print(Generic[int], Child["x", 1])
for function in [lambda: type("C", (), {}, extra=1), lambda: A[int], lambda: type("D", (Plugin,), {}, key="d", more=1)]:
    try:
        print(function())
    except TypeError as error:
        print(error)
class Bad:
    def __set_name__(self, owner, name): raise ValueError("refused")
try:
    class X: y = Bad()
except RuntimeError as error:
    print(error, repr(error.__cause__))
