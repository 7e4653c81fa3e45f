# One place in the code asks an instance and then its class, and a class method through both.
class Shape:
    @property
    def size(self): return 3
    @classmethod
    def make(cls): return cls.__name__
    def own(self): return "own"


def class_of(value): return value.__class__.__name__
def size_of(value): return value.size
def doc_of(value): return value.__doc__
def made(value): return value.make()


shape = Shape()
for value in (shape, Shape, shape, Shape, shape, [], list):
    print(class_of(value), doc_of(value) is None)
print(size_of(shape), type(size_of(Shape)).__name__, size_of(shape))
for value in (shape, Shape, Shape, shape):
    print(made(value))


def append(target, item): return target.append(item)


items = []
append(items, 1)
try:
    append(list, 2)
except TypeError as error:
    print(error)
append(items, 3)
print(items)
