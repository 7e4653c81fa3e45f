class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Plain:
    z = 1
from dataclasses import dataclass
@dataclass
class Node:
    value: int
    left: "Node" = None
    right: "Node" = None
def f(x):
    match x:
        case Point(0, 0): return "origin"
        case Point(x=0, y=y) | Point(y, 0): return f"axis {y}"
        case Point(a, y=b): return f"point {a} {b}"
        case Node(v, Node() as left, None): return f"left {v} {left.value}"
        case Node(value=v): return f"node {v}"
        case Plain(z=1): return "plain"
        case str(s) | bytes(s): return f"text {s}"
        case list([a, *_]): return f"list {a}"
        case dict(d): return f"dict {d}"
        case int() | float(): return "number"
        case object(): return "object"
for value in [Point(0, 0), Point(0, 5), Point(5, 0), Point(1, 2), Node(1, Node(2)), Node(3), Plain(), "s", b"b", [7], {"k": 1}, 1.5, True, None, []]:
    print(f(value))
def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print(error)
def one():
    match Plain():
        case Plain(1): return "?"
def two():
    match Point(1, 2):
        case Point(1, 2, 3): return "?"
def three():
    match 1:
        case int(1, 2): return "?"
def four():
    match Point(1, 2):
        case Point(1, x=1): return "?"
NotClass = 5
def five():
    match 1:
        case NotClass(): return "?"
for function in one, two, three, four, five:
    attempt(function)
