class V:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __format__(self, spec): return f"V<{self.x:{spec}}>"
    def __lt__(self, o): return self.x < o.x
    def __bool__(self): return self.x != 0
print(V(1) == V(1), V(1) != V(2), {V(1), V(1)} == {V(1)}, f"{V(3.14159):.2f}", sorted([V(2), V(1)])[0].x, bool(V(0)), V(1) in [V(1)], [V(5)].index(V(5)))
class N:
    def __eq__(self, o): return True
try:
    hash(N())
except TypeError as e:
    print(e)
try:
    format(object(), "x")
except TypeError as e:
    print(e)
