import inspect
def f(a, b: int = 2, /, c="x", *args: str, d, e=None, **kw) -> bool:
    """Doc
        line two
    """
print(inspect.signature(f), list(inspect.signature(f).parameters), inspect.getdoc(f))
p = inspect.signature(f).parameters["b"]
print(p.name, p.default, p.annotation, p.kind == inspect.Parameter.POSITIONAL_ONLY, p)
class C:
    def __init__(self, x, y=1): pass
    def m(self, z): pass
print(inspect.signature(C), inspect.signature(C(1).m), inspect.isclass(C), inspect.isfunction(f), inspect.ismethod(C(1).m))
print(inspect.signature(f).bind(1, 2, 3, 4, d=5, q=6).arguments)
try:
    inspect.signature(f).bind(1)
except TypeError as e:
    print(e)
