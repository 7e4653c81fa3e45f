class Res:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
r = Res(1)
del r
r = Res(2)
r = None
def f():
    local = Res(3)
    print("in f")
f()
items = [Res(4), Res(5)]
items.pop()
items.clear()
print("cleared")
Res(6)
d = {"k": Res(7)}
del d["k"]
x = y = Res(8)
del x
print("still referenced")
del y
print("end")
