class Single:
    instance = None
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        if cls.instance is None: cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, *args): print("init", args)
print(Single(1) is Single(2))
class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(Other())
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
class I(int):
    def __new__(cls, text): return int.__new__(cls, text, 16)
print(T(1, 2), I("ff"), type(T()).__name__, T(1) + (2,), object.__new__(Single.__base__) is not None)
class NoArgs: pass
class BadInit:
    def __init__(self): return 5
class OnlyNew:
    def __new__(cls, x): return object.__new__(cls)
class Both:
    def __new__(cls, x): return object.__new__(cls, x)
    def __init__(self, x): pass
for function in [lambda: NoArgs(1), lambda: NoArgs(x=1), lambda: BadInit(), lambda: OnlyNew(), lambda: OnlyNew(1) and "ok", lambda: object(1), lambda: object.__new__(int), lambda: Both(1), lambda: T.__new__(5)]:
    try:
        print(function())
    except TypeError as error:
        print(error)
class Lazy:
    def __init__(self): self.x = 1
l = Lazy.__new__(Lazy)
print(hasattr(l, "x"), l.__init__(), l.x, Lazy.__init__(l))
