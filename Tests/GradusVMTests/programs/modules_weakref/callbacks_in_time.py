"""Callbacks of weak references run when the object dies, before the next statement."""
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Plain:
    pass


one = Node("one")
first = weakref.ref(one, lambda dead: print("callback 1", dead() is None))
second = weakref.ref(one, lambda dead: print("callback 2"))
del one
print(first(), second())

two = Plain()
reference = weakref.ref(two, lambda dead: print("plain gone"))
two = None
found = reference()
print(found)


def inside():
    three = Plain()
    seen = weakref.ref(three, lambda dead: print("three gone"))
    del three
    print(seen())
    four = [Plain()]
    last = weakref.ref(four[0], lambda dead: print("four gone"))
    del four[0]
    print(last(), four)
    five = Node("five")
    five.other = Plain()
    other = weakref.ref(five.other, lambda dead: print("other gone"))
    del five.other
    print(other())
    return weakref.ref(five, lambda dead: print("five gone"))


print(inside()())
finalizer = weakref.finalize(Plain(), print, "finalized")
print(finalizer.alive)
