from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def unit(cls): ...


class Square(Shape):
    name = "square"

    def area(self):
        return 4

    @classmethod
    def unit(cls):
        return cls()


class Half(Shape):
    def area(self):
        return 0


@Shape.register
class Circle:
    pass


class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "quack") or NotImplemented


class Mallard:
    def quack(self): ...


print(Square.unit().area(), sorted(Shape.__abstractmethods__), issubclass(Circle, Shape), isinstance(Circle(), Shape))
print(isinstance(Mallard(), Duck), isinstance(3, Duck), isinstance(Square(), Shape))
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)
match Circle():
    case Shape():
        print("a shape")
