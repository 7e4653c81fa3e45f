class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.n < o.n if isinstance(o, V) else NotImplemented
    def __repr__(self): return f"V{self.n}"
class W(V):
    def __gt__(self, o): return "W.gt"
    def __eq__(self, o): return "W.eq"
print(V(1) == V(1), V(1) != V(1), V(1) < V(2), V(2) > V(1), V(1) == 1, V(1) != 1, 1 == V(1), V(1) < W(2), V(1) == W(1), W(1) == V(1))
for function in [lambda: V(1) <= V(2), lambda: V(1) < 1, lambda: 1 < V(1), lambda: hash(V(1)), lambda: V(1) >= 2]:
    try:
        print(function())
    except TypeError as error:
        print(error)
class Odd:
    def __eq__(self, o): return [1]
    def __ne__(self, o): return "ne"
    def __lt__(self, o): return None
    def __contains__(self, x): return "yes"
o = Odd()
print(o == 1, o != 1, o < 1, 5 in o, 5 not in o, not o == 1, 1 == o, [o] == [1], o in [1, 2])
class Same: pass
s = Same()
print(s == s, s != s, s == Same(), s in [s], Same() in [Same()], object() == object())
class A:
    def __eq__(self, o): print("A.eq"); return NotImplemented
class B:
    def __eq__(self, o): print("B.eq"); return NotImplemented
print(A() == B(), A() != B())
from functools import total_ordering
@total_ordering
class T:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(T(1) <= T(1), T(2) >= T(3), T(2) > T(1), 1 < 2 < 3 > 2 != 5, sorted([T(3), T(1)])[0].n)
