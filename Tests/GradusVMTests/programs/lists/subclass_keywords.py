class L(list):
    def __init__(self, items, name=None):
        super().__init__(items)
        self.name = name
class N(list):
    def __new__(cls, items, name=None):
        self = super().__new__(cls, items)
        self.name = name
        return self
class T(tuple):
    def __init__(self, items, name=None):
        self.name = name
class F(frozenset):
    def __init__(self, items, name=None):
        self.name = name
for cls in (L, N, T, F):
    made = cls([1, 2], name="n")
    print(cls.__name__, list(made), made.name)
