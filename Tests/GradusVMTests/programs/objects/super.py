class A:
    def hi(self): return "A"
class B(A):
    def hi(self): return "B" + super().hi()
class C(A):
    def hi(self): return "C" + super().hi()
class D(B, C):
    def hi(self): return "D" + super(D, self).hi()
print(D().hi(), super(B, D()).hi())
try:
    super(B, A())
except TypeError as e:
    print(e)
