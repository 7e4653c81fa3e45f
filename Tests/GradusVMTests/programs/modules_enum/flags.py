from enum import *


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: P.R | P.X)
show(lambda: repr(P.R | P.X))
show(lambda: ~P.R)
show(lambda: P.R & P.W)
show(lambda: P.R ^ P.RW)
show(lambda: P(0))
show(lambda: P(5))
show(lambda: P(8))
show(lambda: P(-1))
show(lambda: list(P))
show(lambda: list(P.RW))
show(lambda: P.R in P.RW)
show(lambda: bool(P.NONE))
show(lambda: (P.R | P.X).name)
show(lambda: P.R | 1)
show(lambda: P('x'))
show(lambda: (P.R | P.W) is P.RW)
show(lambda: len(P.RW))
