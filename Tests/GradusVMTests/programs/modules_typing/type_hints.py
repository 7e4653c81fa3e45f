from typing import Annotated, List, Optional, get_type_hints


class Node:
    value: int
    next: "Optional[Node]"
    children: "List['Node']"
    other: "int | None"


def f(a: int, b: "str" = "x", *rest: float, c: Annotated[int, "metres"] = 1) -> "List[Node]": ...


print(get_type_hints(Node))
print(get_type_hints(f))
print(get_type_hints(f, include_extras=True)["c"])
