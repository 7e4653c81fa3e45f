class D:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls=None): return self if obj is None else obj.__dict__.get("_" + self.name, "unset")
    def __set__(self, obj, value): obj.__dict__["_" + self.name] = value * 2
    def __delete__(self, obj): print("del", self.name)
class A:
    x = D()
a = A()
print(a.x)
a.x = 5
print(a.x, a.__dict__, type(A.x).__name__)
del a.x
