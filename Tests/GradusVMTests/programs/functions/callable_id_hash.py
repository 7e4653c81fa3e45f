def f(): pass
class C:
    def __call__(self): return 1
print(callable(f), callable(len), callable(C), callable(C()), callable(5), callable(object()))
a = []
print(id(a) == id(a), id(a) == id([]), hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash(-1), hash(2**61 - 1), hash(0.5), hash(None) == hash(None))
for x in ([], {}, set()):
    try:
        hash(x)
    except TypeError as e:
        print(e)
