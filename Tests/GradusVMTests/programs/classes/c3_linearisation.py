class O: pass
class A(O): pass
class B(O): pass
class C(A, B): pass
class D(B): pass
class E(C, D): pass
print([k.__name__ for k in E.__mro__])
try:
    class X(O, A): pass
except TypeError as error:
    print(error)
try:
    class Y(A, A): pass
except TypeError as error:
    print(error)
class P(A, B): pass
class Q(B, A): pass
try:
    class R(P, Q): pass
except TypeError as error:
    print(error)
try:
    class S(int, str): pass
except TypeError as error:
    print(error)
class Mix:
    def who(self): return ["Mix"] + super().who()
class Root:
    def who(self): return ["Root"]
class Left(Root):
    def who(self): return ["Left"] + super().who()
class Right(Root):
    def who(self): return ["Right"] + super().who()
class Bottom(Mix, Left, Right):
    def who(self): return ["Bottom"] + super().who()
print(Bottom().who(), isinstance(Bottom(), Root), issubclass(Bottom, (int, Mix)))
