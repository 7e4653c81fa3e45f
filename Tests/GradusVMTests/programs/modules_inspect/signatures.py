import inspect
from functools import partial


def f(a, b: int = 2, *args, c, d='x', **kw) -> str:
    """First line.

        Second line.
    """


class A:
    def __init__(self, p, q=1):
        pass

    def m(self, z):
        pass

    @classmethod
    def k(cls, y):
        pass


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: inspect.signature(f))
show(lambda: repr(inspect.signature(f)))
show(lambda: inspect.signature(f).parameters['b'].default)
show(lambda: inspect.signature(f).parameters['args'].kind)
show(lambda: inspect.signature(A))
show(lambda: (inspect.signature(A.m), inspect.signature(A(1).m)))
show(lambda: inspect.signature(A.k))
show(lambda: inspect.signature(lambda x, /, y, *, z=1: 0))
show(lambda: inspect.signature(partial(f, 1)))
show(lambda: inspect.signature(3))
show(lambda: inspect.signature(f).replace(return_annotation=int))
show(lambda: inspect.getfullargspec(f))
show(lambda: inspect.getdoc(f))
