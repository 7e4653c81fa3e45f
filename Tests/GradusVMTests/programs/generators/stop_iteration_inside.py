def leaks():
    yield 1
    raise StopIteration("inside")
g = leaks()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))
def running():
    try:
        next(me)
    except ValueError as error:
        yield str(error)
me = running()
print(next(me))
def raises():
    yield 1
    raise KeyError("broken")
r = raises()
next(r)
for _ in range(2):
    try:
        next(r)
    except (KeyError, StopIteration) as error:
        print(repr(error))
def attributes():
    yield
a = attributes()
print(a.__name__, a.__qualname__, a.gi_running, a.gi_frame is None, a.gi_yieldfrom, a.gi_code.co_name, iter(a) is a, type(a).__name__, hasattr(a, "__next__"))
list(a)
print(a.gi_frame)
