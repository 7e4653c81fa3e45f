class Plain:
    x = 1

    def f(self):
        pass


class Slotted:
    __slots__ = ("a",)


class Derived(Plain):
    pass


class Error(Exception):
    pass


item = Plain()
item.own = 2
print(dir(item))
print(dir(Plain))
print(dir(object))
print(dir(Slotted))
print(dir(5))
print(dir("text"))
print(dir([]))
print(dir(2.5))
print(list(Plain.__dict__), list(Derived.__dict__), list(Error.__dict__), list(Slotted.__dict__))
print(item.__dict__, item.__weakref__, Plain.__dict__["__dict__"].__name__)
