# What help() shows of functions, methods and classes of a program.
def area(width: float, height: float = 1, *more, unit="cm", **options) -> float:
    """The area of a rectangle.

    Both sides are in the same unit.
    """


class Base:
    """A base."""

    def shared(self):
        pass


class Shape(Base):
    """A shape.

    It has a name.
    """

    sides = 4

    def __init__(self, name="square"):
        self.name = name

    def __len__(self):
        return 1

    def grow(self, by=2):
        "Makes it larger."

    def _hidden(self):
        pass

    @staticmethod
    def unit(a, b=1):
        "The unit."

    @classmethod
    def make(cls):
        return cls()

    @property
    def title(self):
        "The title."
        return self.name


help(area)
help(Shape.grow)
help(Shape().grow)
help(Shape)
help(Shape())
