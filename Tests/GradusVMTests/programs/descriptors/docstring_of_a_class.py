class Described:
    def __get__(self, obj, owner):
        return f"obj={obj is not None} owner={owner.__name__}"


class Plain:
    __doc__ = Described()


print(Plain.__doc__, Plain().__doc__)


class Chained:
    @classmethod
    @property
    def __doc__(cls):
        return f"about {cls.__name__}"


print(Chained.__doc__)
