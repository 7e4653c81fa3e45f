def init(self, n): self.n = n
A = type("A", (), {"__init__": init, "double": lambda self: self.n * 2, "kind": "made"})
B = type("B", (A,), dict(__repr__=lambda self: f"B<{self.n}>"))
print(A(2).double(), B(3), B.kind, B.__mro__, A.__module__, A.__qualname__, type(B), type(5), type(None), type(type))
class Base:
    def __init_subclass__(cls, tag=None): cls.tag = tag
C = type("C", (Base,), {}, tag="t")
print(C.tag, type("D", (int,), {})(5) + 1, type("E", (), {"__slots__": ("a",)})().__class__.__name__)
for arguments in [(), (1, 2), ("A", 5, {}), (1, (), {}), ("A", (), 5), ("A", (int, str), {}), ("A", (bool,), {})]:
    try:
        print(type(*arguments))
    except TypeError as error:
        print(error)
