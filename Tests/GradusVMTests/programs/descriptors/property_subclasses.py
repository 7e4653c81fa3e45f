# Subclasses of property, staticmethod and classmethod: arguments, attributes and methods of their own.
import functools


class InstanceProperty(property):
    """Gives a value of its own on the class."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None, classval=None):
        self.classval = classval
        super().__init__(fget=fget, fset=fset, fdel=fdel, doc=doc)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self.classval
        return super().__get__(instance, owner)


def instance_property(fget=None, *, classval=None):
    if fget is None:
        return functools.partial(instance_property, classval=classval)
    return InstanceProperty(fget, classval=classval)


class A:
    @instance_property(classval="on the class")
    def x(self):
        """The doc of x."""
        return 5


print(A.x, A().x, type(vars(A)["x"]).__name__, isinstance(vars(A)["x"], property), vars(A)["x"].__doc__)


class Cached(property):
    def __set__(self, instance, value):
        print("set", value)
        super().__set__(instance, value)


class B:
    @Cached
    def y(self):
        return self._y

    @y.setter
    def y(self, value):
        self._y = value

    @Cached
    def z(self):
        return 1


b = B()
b.y = 3
print(b.y, type(vars(B)["y"]) is Cached, b.z)
for change in ("b.z", "b.y"):
    try:
        if change == "b.z":
            b.z = 1
        else:
            del b.y
    except AttributeError as error:
        print(change, type(error).__name__)


class Marked(staticmethod):
    def __init__(self, function, mark=None):
        super().__init__(function)
        self.mark = mark


class MarkedClass(classmethod):
    def __init__(self, function, *, mark):
        super().__init__(function)
        self.mark = mark


class C:
    s = Marked(lambda: 1, "static")
    c = MarkedClass(lambda cls: cls.__name__, mark="class")


print(C.s(), C().c(), vars(C)["s"].mark, vars(C)["c"].mark, type(vars(C)["s"]).__name__)
p = property()
print(p.fget, p.fset, p.__doc__)
p.__init__(len, doc="how many")
print(p.fget is len, p.__doc__)
for bad in (lambda: property(1, 2, 3, 4, 5), lambda: property(other=1), lambda: staticmethod(), lambda: classmethod(1, 2)):
    try:
        bad()
    except TypeError:
        print("TypeError")
