print(type(1), type("a").__name__, type([]) is list, type(None), type(type), type(print), type(lambda: 0), type(...))
C = type("C", (object,), {"x": 1, "f": lambda self: self.x + 1})
print(C, C().f(), C.__name__, C.__bases__, C.__mro__, C.__module__)
