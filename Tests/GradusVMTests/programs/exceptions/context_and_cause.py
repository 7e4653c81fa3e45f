def chain(error):
    parts = []
    while error is not None:
        parts.append((repr(error), error.__suppress_context__))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return parts
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("v") from e
except ValueError as e:
    print(chain(e))
try:
    try:
        {}["k"]
    except KeyError:
        raise TypeError("t")
except TypeError as e:
    print(chain(e), repr(e.__context__))
try:
    try:
        raise KeyError
    except KeyError:
        raise IndexError("i") from None
except IndexError as e:
    print(chain(e), repr(e.__context__), e.__cause__)
try:
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")
except TypeError as e:
    print(repr(e.__context__))
e = ValueError("x").with_traceback(None)
e.__cause__ = KeyError("c")
print(repr(e.__cause__), e.__suppress_context__, e.__traceback__)
try:
    e.__cause__ = 5
except TypeError as error:
    print(error)
try:
    raise e
except ValueError as again:
    print(again is e, again.__traceback__ is not None, again.__traceback__.tb_lineno)
def reraise():
    try:
        raise ValueError("once")
    except ValueError:
        try:
            raise KeyError
        except KeyError:
            pass
        raise
try:
    reraise()
except ValueError as error:
    print(error)
