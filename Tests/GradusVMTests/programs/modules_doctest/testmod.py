"""Examples at the top.

>>> 1 + 1
2
"""
import doctest


def square(x):
    """
    >>> square(3)
    9
    >>> square("a")
    Traceback (most recent call last):
        ...
    TypeError: can't multiply sequence by non-int of type 'str'
    >>> for i in range(3):
    ...     square(i)
    0
    1
    4
    >>> value = square(5)
    >>> print(value, "\\n\\nend")  # doctest: +NORMALIZE_WHITESPACE
    25
    <BLANKLINE>
    end
    >>> list(range(100))  # doctest: +ELLIPSIS
    [0, 1, ..., 99]
    >>> square(1) == 1; None
    True
    >>> square(0)  # doctest: +SKIP
    17
    """
    return x * x


class Counter:
    """
    >>> counter = Counter()
    >>> counter.step()
    1
    >>> counter.total
    1
    """

    def __init__(self):
        self.count = 0

    def step(self):
        """Counts.

        >>> [Counter().step() for _ in range(2)]
        [1, 1]
        """
        self.count += 1
        return self.count

    @property
    def total(self):
        """
        >>> Counter().total
        0
        """
        return self.count

    @staticmethod
    def name():
        """
        >>> Counter.name()
        'counter'
        """
        return "counter"


print(doctest.testmod())
doctest.testmod(verbose=True)
