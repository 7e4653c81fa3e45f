class Stack:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return Stack(*self.items[i]) if isinstance(i, slice) else self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __contains__(self, v): return v in self.items
    def __iter__(self): return iter(self.items)
    def __reversed__(self): return reversed(self.items)
    def __call__(self, *a, **k): return a, k
    def __repr__(self): return f"Stack{tuple(self.items)}"
    def __bool__(self): return bool(self.items)
    def __add__(self, o): return Stack(*self.items, *o)
    def __mul__(self, n): return Stack(*(self.items * n))
s = Stack(1, 2, 3)
s[0] = 9
del s[1]
print(s, len(s), s[-1], s[:1], 9 in s, list(s), list(reversed(s)), s(1, k=2), bool(Stack()), s + [4], s * 2, [*s], max(s), sorted(s), str(s), f"{s}", "%s" % s, [s])
class Wrong:
    def __len__(self): return -1
    def __repr__(self): return 5
    def __str__(self): return None
    def __hash__(self): return 1.5
    def __iter__(self): return []
    def __contains__(self, x): raise KeyError(x)
    def __format__(self, spec): return 3
class Wrong2:
    def __len__(self): return "a"
    def __bool__(self): return "b"
w = Wrong()
for function in [lambda: len(w), lambda: repr(w), lambda: str(w), lambda: hash(w), lambda: list(w), lambda: 1 in w, lambda: format(w), lambda: len(Wrong2()), lambda: bool(Wrong2()), lambda: bool(w)]:
    try:
        print(function())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
