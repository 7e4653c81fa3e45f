class A:
    __eq__ = None
    __add__ = None
    __iadd__ = None
    __lt__ = None


class B:
    def __eq__(self, other):
        return True

    __ne__ = None


def show(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


def in_place():
    a = A()
    a += 1


show(lambda: A() == 1)
show(lambda: 1 == A())
show(lambda: A() + 1)
show(lambda: A() < 1)
show(lambda: B() == 1)
show(lambda: B() != 1)
show(in_place)
show(lambda: print >> 1)
