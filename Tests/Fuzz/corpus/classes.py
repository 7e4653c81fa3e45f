# Special methods, inheritance and descriptors that call one another.
class Base:
    registry = {}

    def __init_subclass__(cls, /, tag="", **keywords):
        super().__init_subclass__(**keywords)
        cls.registry[tag] = cls

    def __init__(self, *values, **named):
        self.values = list(values)
        self.__dict__.update(named)

    def __getattr__(self, name):
        if name.startswith("item"):
            return self.values[int(name[4:])]
        raise AttributeError(name)

    def __add__(self, other):
        return type(self)(*self.values, *getattr(other, "values", [other]))

    __radd__ = __add__

    def __eq__(self, other):
        return self.values == getattr(other, "values", None)

    def __hash__(self):
        return hash(tuple(self.values))

    def __iter__(self):
        yield from self.values

    def __getitem__(self, index):
        return self.values[index]

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is ValueError

    @property
    def total(self):
        return sum(self.values)

    @total.setter
    def total(self, value):
        self.values.append(value - self.total)


class Derived(Base, tag="derived"):
    __slots__ = ("extra",)

    def __call__(self, *values, key=None, **named):
        return sorted(values, key=key), named


with Derived(1, 2, 3, name="a") as d:
    d.total = 10
    print(d.item0, d.total, d + 4, [*d], d(3, 1, key=lambda v: -v, x=1))
    raise ValueError("stops here")
print(Base.registry, {d: 1}[Derived(1, 2, 3, 4)], d[1:], d == 5)
