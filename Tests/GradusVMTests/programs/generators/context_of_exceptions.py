def g():
    try:
        yield 1
    except ValueError:
        try:
            yield 2
        finally:
            print("inner finally")
    else:
        print("else")
    finally:
        print("outer finally")
it = g()
print(next(it), it.throw(ValueError))
it.close()
it = g()
next(it)
print(list(it))
def h():
    try:
        yield
    except Exception as e:
        raise KeyError("new") from e
it = h()
next(it)
try:
    it.throw(ValueError("old"))
except KeyError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__))
import sys
def info():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]
it = info()
print(next(it), sys.exc_info()[0], next(it))
try:
    raise KeyError
except KeyError:
    it = info()
    print(next(it), sys.exc_info()[0], next(it))
