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


show(lambda: Color.RED)
show(lambda: repr(Color.RED))
show(lambda: f'{Color.RED:>12}|')
show(lambda: Color(2))
show(lambda: Color['BLUE'])
show(lambda: list(Color))
show(lambda: len(Color))
show(lambda: Color.CRIMSON is Color.RED)
show(lambda: Color.__members__)
show(lambda: Color)
show(lambda: Color.RED in Color)
show(lambda: list(reversed(Color)))
show(lambda: (Color.RED.name, Color.RED.value))
show(lambda: {Color.RED: 1})
