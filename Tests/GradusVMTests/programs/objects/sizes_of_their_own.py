import sys


class Known:
    def __sizeof__(self):
        return 100


class Slotted:
    __slots__ = ()

    def __sizeof__(self):
        return 100


class Wrong:
    def __sizeof__(self):
        return -5


print(sys.getsizeof(Known()), sys.getsizeof(Slotted()))
try:
    sys.getsizeof(Wrong())
except ValueError as error:
    print(error)
