from enum import *


class I(IntFlag):
    A = 1
    B = 2
    C = 4


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: I.A)
show(lambda: repr(I.A | I.B))
show(lambda: I.A | 8)
show(lambda: repr(I.A | 8))
show(lambda: repr(I(16)))
show(lambda: ~I.A)
show(lambda: repr(~I.A))
show(lambda: repr(3 & I.A))
show(lambda: list(I(7)))
show(lambda: I.A + 1)
show(lambda: repr(I(0)))
show(lambda: repr(I(-1)))
show(lambda: f'{I.A:03d}')
