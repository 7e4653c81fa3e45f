def managed():
    try:
        print("open")
        yield 1
        yield 2
    finally:
        print("closed")
g = managed()
next(g)
del g
print("after del")
def use():
    for x in managed():
        return x
print(use())
for x in managed():
    break
print("after break")
class Manager:
    def __enter__(self): print("enter"); return self
    def __exit__(self, kind, *rest): print("exit", kind and kind.__name__)
def with_manager():
    with Manager():
        yield "value"
next(with_manager())
print("abandoned")
def never_started():
    try:
        yield
    finally:
        print("never printed")
never_started()
g = managed()
next(g)
g = None
print("end")
