class P:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
class Q(P):
    __slots__ = ["z"]
class R(P): pass
class S:
    __slots__ = ("a", "__dict__")
p, q, r, s = P(1), Q(2), R(3), S()
q.z = r.free = s.a = s.other = 5
print(p.x, q.x, q.z, r.free, hasattr(p, "y"), hasattr(p, "__dict__"), P.__slots__, type(P.x).__name__, P.x.__get__(p), hasattr(q, "__dict__"))
for function in [lambda: p.y, lambda: setattr(p, "z", 1), lambda: p.__dict__, lambda: delattr(p, "y"), lambda: setattr(q, "w", 1), lambda: vars(p)]:
    try:
        print(function())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
del p.x
try:
    p.x
except AttributeError as error:
    print(error)
try:
    class Bad:
        __slots__ = ("v",)
        v = 1
except ValueError as error:
    print(error)
try:
    class Worse:
        __slots__ = ("1x",)
except TypeError as error:
    print(error)
class One:
    __slots__ = "single"
One().single = 1
class Private:
    __slots__ = ("__hidden",)
    def __init__(self): self.__hidden = 3
    def get(self): return self.__hidden
print(Private().get(), Private()._Private__hidden, repr(P.x), One.single.__name__)
