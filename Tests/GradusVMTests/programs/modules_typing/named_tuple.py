from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)

    @property
    def doubled(self):
        return self.x * 2


p = Point(3)
print(p, p.norm(), p.doubled, Point._fields, Point._field_defaults, p._asdict(), p == (3, 0))
print(Point.__mro__, Point.__annotations__)
Employee = NamedTuple("Employee", [("name", str), ("id", int)])
print(Employee("ann", 1), Employee.__annotations__)
try:
    Point()
except TypeError as error:
    print(error)
try:
    class Bad(NamedTuple):
        a: int = 1
        b: int
except TypeError as error:
    print(error)
