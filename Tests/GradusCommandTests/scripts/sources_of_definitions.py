# Texts of definitions and what they say of themselves.
import inspect
from typing import List, Optional


class Empty:
    pass


# Above.
class Shape:
    """A shape.

        Indented.
    """

    sides = 0

    def area(self, scale: float = 1.0) -> Optional[float]:
        """Its area."""
        return None

    @classmethod
    def make(cls, *parts: int):
        pass

    @staticmethod
    def help(x, /, *, y=None):
        pass

    @property
    def name(self):
        return type(self).__name__


class Square(Shape):
    def __init__(self, side: "int", names: List[int] = None):
        self.side = side

    def area(self, scale=2.0):
        return self.side ** 2 * scale


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: inspect.getsource(Empty))
show(lambda: inspect.getsource(Square))
show(lambda: inspect.getsource(Shape.area))
show(lambda: inspect.getsourcelines(Shape.make))
show(lambda: inspect.getsourcelines(Shape)[1])
show(lambda: inspect.getsource(Shape.name.fget))
show(lambda: inspect.getsource(len))
show(lambda: inspect.getsource(1))
show(lambda: inspect.getsource(inspect.getmodule(show)).splitlines()[0])
show(lambda: inspect.getcomments(Shape))
show(lambda: inspect.getcomments(Square))
show(lambda: inspect.getdoc(Square))
show(lambda: inspect.getdoc(Square.area))
show(lambda: inspect.getdoc(Square(2).area))
show(lambda: inspect.indentsize("\tx"))
show(lambda: (inspect.getmodulename("/a/b/net.py"), inspect.getmodulename("net.txt")))
show(lambda: [name for name, _ in inspect.getmembers_static(Shape, inspect.isfunction)])
show(lambda: [name for name, _ in inspect.getmembers(Square(1)) if not name.startswith("__")])
show(lambda: inspect.getclasstree([Shape, Square, Empty]))
show(lambda: [(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Square)
              if not a.name.startswith("__")])
show(lambda: [inspect.ismethoddescriptor(f) for f in (len, [].append, list.append, Shape.area, str.__add__)])


def outer(a):
    b = 2

    def inner(x):
        return a + b + len(x) + missing + Shape.sides
    return inner


show(lambda: inspect.getclosurevars(outer(1)).nonlocals)
show(lambda: sorted(inspect.getclosurevars(outer(1)).unbound))
show(lambda: sorted(inspect.getclosurevars(outer(1)).builtins))
show(lambda: sorted(inspect.getclosurevars(outer(1)).globals))
