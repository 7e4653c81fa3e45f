from enum import *


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Color(9))
show(lambda: Color['X'])
show(lambda: Color.PURPLE)
show(lambda: Color.RED.nothing)
show(lambda: Color.RED < Color.BLUE)
show(lambda: setattr(Color, 'RED', 5))
show(lambda: setattr(Color.RED, 'value', 5))
show(lambda: delattr(Color, 'RED'))
show(lambda: Color())
