import inspect
import sys


def inner(value):
    frame = sys._getframe()
    print(frame.f_code.co_name, frame.f_locals["value"], frame.f_back.f_code.co_name)
    return inspect.currentframe().f_back.f_locals


def outer():
    mine = [1, 2]
    seen = inner("text")
    print(sorted(seen), seen["mine"])
    return inspect.stack()


names = [info.function for info in outer()]
print(names)
print(sys._getframe().f_back, sys._getframe().f_globals is globals(), sys._getframe().f_locals is globals())
print(outer.__name__, inspect.currentframe().f_lineno)
try:
    sys._getframe(100)
except ValueError as error:
    print(error)
