class A:
    __iadd__ = None
    __contains__ = None
    __bool__ = None
    __iter__ = None
    __hash__ = None
    def __add__(self, other): return "add"
    def __getitem__(self, i): raise IndexError
a = A()
def augmented():
    global a
    a += 1
for function in (lambda: 1 in a, lambda: bool(a), lambda: list(a), lambda: hash(a), lambda: a + 1):
    try:
        print(function())
    except TypeError as error:
        print(error)
