from dataclasses import dataclass, field, fields

inner = field()
inner.type = inner
inner.name = "id"
print(repr(inner)[:40], ",type=..." in repr(inner))


@dataclass
class Node:
    value: int
    parent: "Node" = None


print([each.name for each in fields(Node)])
