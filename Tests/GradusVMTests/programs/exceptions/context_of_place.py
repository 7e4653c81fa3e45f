# Raised again elsewhere, an exception gets the context of that place.
e = ValueError("e")
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise e
except ValueError as caught:
    print(repr(caught.__context__))
try:
    try:
        {}["x"]
    except KeyError:
        raise e
except ValueError as caught:
    print(repr(caught.__context__))
first, second = ValueError(1), KeyError(2)
first.__context__ = second
try:
    try:
        raise first
    except ValueError:
        raise second
except KeyError as caught:
    print(repr(caught.__context__), repr(caught.__context__.__context__))
