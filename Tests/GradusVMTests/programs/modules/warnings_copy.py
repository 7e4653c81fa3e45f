import warnings, copy
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("careful", DeprecationWarning)
    warnings.warn("plain")
print([(str(w.message), w.category.__name__) for w in log])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error")
    except UserWarning as e:
        print("raised", e)
class Node:
    def __init__(self, v):
        self.v = v
        self.next = None
a = Node([1])
a.next = a
b = copy.deepcopy(a)
print(b.next is b, b.v == a.v, b.v is a.v, copy.copy(a).v is a.v)
class C:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep"
print(copy.copy(C()), copy.deepcopy([C()]))
