class Named:
    @classmethod
    @property
    def label(cls):
        return cls.__name__.lower()

    @classmethod
    def plain(cls):
        return cls


class Other(Named):
    pass


print(Named.label, Named().label, Other.label, Other().label, Other.plain())


class Outer:
    class Inner:
        @property
        def fixed(self):
            return 1

        only_set = property(None, lambda self, value: None)


inner = Outer.Inner()
for action in [lambda: setattr(inner, "fixed", 2), lambda: delattr(inner, "fixed"), lambda: inner.only_set]:
    try:
        action()
    except AttributeError as error:
        print(error)
