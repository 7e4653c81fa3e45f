from dataclasses import dataclass, field, make_dataclass
from typing import Optional

Point = make_dataclass("Point", [("x", int), "y", ("z", int, field(default=5))], namespace={"total": lambda self: self.x + self.z})
print(Point(1, 2), Point(1, 2).total())


@dataclass
class Node:
    next: Optional["Node"] = None


node = Node()
node.next = node
print(node)
for names in (["a", "a"], ["1a"], ["if"]):
    try:
        make_dataclass("M", names)
    except TypeError as error:
        print(error)
match Point(1, 2):
    case Point(x, y):
        print(x, y)
