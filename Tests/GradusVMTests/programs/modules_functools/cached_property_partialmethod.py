from functools import cached_property, partialmethod, total_ordering


class C:
    count = 0

    @cached_property
    def value(self):
        C.count += 1
        return 42

    def set(self, state, by="me"):
        return state, by

    on = partialmethod(set, True)
    off = partialmethod(set, False, by="you")


c = C()
print(c.value, c.value, C.count, c.__dict__, c.on(), c.off(), c.on(by="x"))
del c.value
print(c.value, C.count)


@total_ordering
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v

    def __lt__(self, other):
        return self.v < other.v


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2))
try:
    total_ordering(type("X", (), {}))
except ValueError as error:
    print(error)
