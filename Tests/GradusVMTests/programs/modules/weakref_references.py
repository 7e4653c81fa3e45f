import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def hello(self):
        return "hello " + self.name


t = Thing("x")
r = weakref.ref(t, lambda ref: print("gone", ref() is None))
p = weakref.proxy(t)
m = weakref.WeakMethod(t.hello)
d = weakref.WeakValueDictionary(a=t)
k = weakref.WeakKeyDictionary({t: 1})
s = weakref.WeakSet([t])
f = weakref.finalize(t, print, "finalized")
print(r() is t, p.name, m()(), list(d), len(k), len(s), weakref.ref(t) is weakref.ref(t), f.alive)
del t
gc.collect()
print(r(), list(d), len(k), len(s), f.alive, m())
try:
    p.name
except ReferenceError as error:
    print(error)
try:
    weakref.ref(5)
except TypeError as error:
    print(error)
