class A:
    n = 0
    @classmethod
    def make(cls): cls.n += 1; return cls()
    @staticmethod
    def add(a, b): return a + b
class B(A): pass
print(type(B.make()).__name__, B.n, A.n, A.add(1, 2), B().add(3, 4), A.make.__self__ is A)
