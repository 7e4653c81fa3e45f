class A:
    """Doc of A."""
    x: int = 1
    y: str
    def m(self): pass
class B(A): pass
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, B.__base__, B.__mro__, B.mro(), A.__annotations__, B.__doc__, A.__subclasses__(), type(A), A.__class__)
print(sorted(k for k in A.__dict__ if not k.startswith("__")), type(A.__dict__).__name__, "m" in A.__dict__, "m" in B.__dict__, A().__class__, A().__dict__, A().__module__, B().__doc__)
try:
    A.__dict__["x"] = 2
except TypeError as error:
    print(error)
A.__name__ = "Renamed"
A.__doc__ = "new"
print(A, A.__qualname__, A.__name__, A.__doc__)
a = B()
a.__class__ = A
print(type(a).__name__, isinstance(a, B))
a.__dict__["direct"] = 5
a.__dict__.update(z=1)
print(a.direct, vars(a), a.__dict__ is a.__dict__)
a.__dict__ = {"fresh": 1}
print(a.fresh, hasattr(a, "direct"))
for function in [lambda: setattr(a, "__class__", int), lambda: setattr(a, "__dict__", 5), lambda: setattr(int, "x", 1), lambda: setattr(A, "__name__", 5), lambda: delattr(a, "nope"), lambda: a.nope, lambda: A.nope, lambda: setattr(5, "x", 1), lambda: setattr(object(), "x", 1)]:
    try:
        function()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
