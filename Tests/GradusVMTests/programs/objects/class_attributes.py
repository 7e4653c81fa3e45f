class A:
    "Doc of A."
    n: int = 1
    def f(self): pass
print(A.__doc__, A.__name__, A.__annotations__, sorted(k for k in A.__dict__ if not k.startswith("__")), A.__dict__["n"], "f" in vars(A))
A.n = 7
A.g = lambda self: self.n
print(A().g(), A.n, type(A.__dict__).__name__)
class B(A): pass
print(B.__annotations__, B.__doc__, B.n, issubclass(B, A))
try:
    int.x = 1
except TypeError as e:
    print(e)
