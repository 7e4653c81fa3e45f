import copy


class Ordered(dict):
    """Knows the order of its keys by a list of its own."""

    def __init__(self, start=None):
        self.order = list(start or {})
        super().__init__(start or {})

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if key not in self.order:
            self.order.append(key)


first = Ordered({"b": [0]})
first["a"] = 1
second = copy.deepcopy(first)
print(second, second.order, second["b"] is first["b"], second.order is first.order)
third = copy.copy(first)
print(third, third["b"] is first["b"])


class Logged(list):
    log = []

    def append(self, value):
        self.log.append(value)
        super().append(value)


items = Logged([1, 2])
items.name = "x"
print(copy.copy(items), copy.deepcopy(items).name, Logged.log)
