class A:
    print("body runs", __name__, __qualname__)
    x = 1
    for i in range(3):
        x += i
    if x > 2:
        def big(self): return "big"
    else:
        def small(self): return "small"
    y = [x, i]
    def f(self, default=x): return default
    del i
    class Inner:
        z = 5
    try:
        1 / 0
    except ZeroDivisionError:
        handled = True
    z: int
    w: "str" = "annotated"
    locals()["dynamic"] = 3
    (a, b), *c = (1, 2), 3
    import math as m
    with open("/dev/null") as handle: pass
print(A.x, A.y, A().big(), A().f(), hasattr(A, "i"), A.Inner.z, A.handled, A.__annotations__, A.dynamic, A.a, A.c, A.m.pi)
class Empty: pass
class Doc: "one line"
class Semi: x = 1; y = 2
print(Empty.__doc__, Doc.__doc__, Semi.y)
def factory(n):
    class Made:
        value = n
        def get(self): return n
    return Made
print(factory(1).value, factory(2)().get(), factory(1) is factory(1), factory(3).__qualname__)
class Self:
    def chain(self): return self
    me = None
Self.me = Self()
print(Self.me.chain().chain() is Self.me)
A.late = lambda self: "late"
print(A().late())
A.x = property(lambda self: "prop")
print(A().x)
