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


show(lambda: inspect.signature(f).bind(1, c=2).arguments)
show(lambda: inspect.signature(f).bind(1))
show(lambda: inspect.signature(f).bind(1, 2, 3, c=4, e=5).kwargs)
show(lambda: inspect.signature(f).bind_partial().arguments)
show(lambda: inspect.getcallargs(f, 1, c=2))
show(lambda: [name for name, _ in inspect.getmembers(A, inspect.isfunction)])
show(lambda: (inspect.isfunction(f), inspect.ismethod(A(1).m), inspect.isclass(A)))
