class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return f"add {self.v}" if isinstance(o, (int, N)) else NotImplemented
    def __radd__(self, o): return f"radd {self.v}"
    def __iadd__(self, o): return N(self.v + 100)
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return f"rsub {self.v}"
    def __matmul__(self, o): return "matmul"
    def __rmatmul__(self, o): return "rmatmul"
    def __pow__(self, o, mod=None): return f"pow {mod}"
    def __rpow__(self, o): return "rpow"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __lshift__(self, o): return "lshift"
    def __rrshift__(self, o): return "rrshift"
    def __rtruediv__(self, o): return "rtruediv"
    def __rfloordiv__(self, o): return "rfloordiv"
    def __rmod__(self, o): return "rmod"
    def __rand__(self, o): return "rand"
    def __ror__(self, o): return "ror"
    def __rxor__(self, o): return "rxor"
    def __rmul__(self, o): return "rmul"
class M(N):
    def __radd__(self, o): return "M.radd first"
n = N(1)
print(n + 1, 1 + n, n + n, "s" + n, n + M(2), M(2) + n, 1 - n, n @ 1, 1 @ n, n ** 2, pow(n, 2, 5), 2 ** n, -n, +n, ~n, abs(n), divmod(n, 1), divmod(1, n), n << 1, 1 >> n, 1 / n, 1 // n, 1 % n, 1 & n, 1 | n, 1 ^ n, 3 * n, "x" * n, [1] * n)
n += 5
print(n.v)
x = 10
x += N(3)
print(x)
for function in [lambda: n - n, lambda: n + "s", lambda: n / 1, lambda: n * 2, lambda: n - 1, lambda: object() + 1, lambda: -object(), lambda: n[0], lambda: n(), lambda: n < n, lambda: len(n), lambda: [] @ [], lambda: n >> 1]:
    try:
        print(function())
    except TypeError as error:
        print(error)
