class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__), A.__subclasses__() == [B, C], D.__base__.__name__)
try:
    class E(A, B): pass
except TypeError as e:
    print(e)
