def trace(label):
    def wrap(function):
        def inner(*args):
            print(label, "before")
            return function(*args)
        inner.__wrapped__ = function
        return inner
    return wrap
@trace("outer")
@trace("inner")
def f(x):
    return x * 2
print(f(3), f.__wrapped__.__wrapped__.__name__)
handlers = {}
@handlers.setdefault("f", lambda g: g)
def a(): return "a"
@(lambda g: g)
def b(): return "b"
@[lambda g: "list"][0]
def c(): pass
@staticmethod
def d(): return "static is callable"
@lambda cls: cls.__name__
class E: pass
@(deco := trace("walrus"))
def g(): return "g"
print(a(), b(), c, d(), E, g())
class Counted:
    def __init__(self, function):
        self.function, self.calls = function, 0
    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)
@Counted
def h(x): return -x
print(h(1), h(2), h.calls)
def order(n):
    print("evaluate", n)
    return lambda f: (print("apply", n), f)[1]
@order(1)
@order(2)
def z(): pass
