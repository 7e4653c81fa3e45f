from dataclasses import asdict, astuple, dataclass, field


@dataclass
class Item:
    name: str
    tags: list = field(default_factory=list)


@dataclass
class Box:
    items: list
    by_name: dict
    pair: tuple = ()


box = Box([Item("a", ["x"])], {"k": Item("b")}, (Item("c"), 1))
print(asdict(box))
print(astuple(box))
copied = asdict(box)
copied["items"][0]["tags"].append("new")
print(box.items[0].tags)
