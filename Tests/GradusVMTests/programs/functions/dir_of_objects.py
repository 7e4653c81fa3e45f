# Names that every object has, and those of instances with attributes of their own.
class Plain:
    x = 1

    def __init__(self):
        self.y = 2


class Slotted:
    __slots__ = ("z",)


print(dir(Plain()))
print(dir(Slotted()))
for value in (1, "a", [], {}, (), {1}, True):
    print(dir(value))
print(dir(object))
