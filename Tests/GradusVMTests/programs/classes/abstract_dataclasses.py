from abc import ABC, abstractmethod
from dataclasses import dataclass


class E(ABC):
    @abstractmethod
    def __eq__(self, other):
        ...

    @abstractmethod
    def area(self):
        ...


@dataclass
class F(E):
    a: int

    def area(self):
        return self.a


print(F(1), F(1) == F(1), F.__abstractmethods__)


@dataclass
class G(E):
    a: int


try:
    G(1)
except TypeError as error:
    print(error)
a, b, c = bytearray(b"x").partition(b"y")
b.extend(b"1")
print(a, b, c, bytearray(b"x").rpartition(b"y"))
