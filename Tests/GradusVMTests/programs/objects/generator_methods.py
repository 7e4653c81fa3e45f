def g():
    try:
        x = yield 1
        print("sent", x)
        yield 2
    except ValueError as e:
        print("caught", e)
        yield 3
    finally:
        print("finally")
it = g()
print(next(it), it.send("hello"), it.throw(ValueError("oops")))
it.close()
try:
    next(it)
except StopIteration:
    print("stop")
it = g()
try:
    it.send(1)
except TypeError as e:
    print(e)
def r():
    return 7
    yield
try:
    next(r())
except StopIteration as e:
    print(e.value)
