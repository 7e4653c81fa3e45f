def echo():
    received = None
    while True:
        try:
            received = yield received
        except ValueError as error:
            received = f"caught {error}"
        except GeneratorExit:
            print("closing")
            raise
g = echo()
print(next(g), g.send(1), g.throw(ValueError("x")), g.throw(ValueError, "two"), g.close(), g.close())
for action in [lambda: g.send(1), lambda: next(g), lambda: echo().send(1), lambda: echo().throw(KeyError("early")), lambda: g.throw(ZeroDivisionError)]:
    try:
        print(action())
    except (StopIteration, TypeError, KeyError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
def returning():
    x = yield 1
    return x
r = returning()
next(r)
try:
    r.send("result")
except StopIteration as stop:
    print(stop.value, stop.args)
