from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    def describe(self): return f"area {self.area()}"
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Sq(3).describe(), isinstance(Sq(1), Shape))
class Half(Shape): pass
for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
from collections.abc import Iterable, Mapping, Callable, Sequence, Hashable
print(isinstance([], Iterable), isinstance({}, Mapping), isinstance(len, Callable), isinstance("a", Sequence), isinstance([], Hashable), isinstance(5, Iterable))
