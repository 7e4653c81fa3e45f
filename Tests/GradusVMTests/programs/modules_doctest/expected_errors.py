"""Tracebacks that are expected: their middle is whatever stands before the first line with a word."""
import doctest


def one(values):
    """
    >>> one([])
    Traceback (most recent call last):
    ...
    ValueError: too few
    >>> one([])  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: something else
    >>> one([1, 2])
    Traceback (most recent call last):
      File "somewhere.py", line 3, in one
        anything
    IndexError: too many
    >>> one([3])
    3
    """
    if not values:
        raise ValueError("too few")
    if len(values) > 1:
        raise IndexError("too many")
    return values[0]


print(doctest.testmod())
