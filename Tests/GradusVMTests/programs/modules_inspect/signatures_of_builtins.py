# Signatures of built-in functions and classes, of classes with __new__, and signatures made by hand.
import functools
import inspect
import itertools
import math
import operator
from inspect import Parameter, Signature
from typing import Dict, Optional


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for function in [len, print, sorted, sum, abs, isinstance, open, divmod, pow, round, input, hash, id, callable, setattr,
                 repr, format, ord, chr, str.join, list.append, dict.get, "".split, [].append, math.sin, math.gcd,
                 math.isclose, operator.add]:
    print(function.__name__, inspect.signature(function))
for kind in [list, tuple, float, enumerate, reversed, property, complex, memoryview, object, itertools.count,
             itertools.groupby, itertools.accumulate]:
    print(kind.__name__, inspect.signature(kind))
for other in [int, dict, str, range, map, zip, filter, bytes, set, slice, max, min, getattr, iter, next, vars, dir,
              functools.partial, functools.reduce, operator.itemgetter, itertools.chain]:
    show(lambda: inspect.signature(other))


class New:
    def __new__(cls, a, *, b=1):
        return object.__new__(cls)


class Both(New):
    def __init__(self, c):
        pass


class Given:
    __signature__ = Signature([Parameter("told", Parameter.POSITIONAL_ONLY)])


def f(a, b: Optional[int] = None, *rest: "Dict[str, int]", c, **more) -> Dict[str, int]:
    pass


print(inspect.signature(New), inspect.signature(Both), inspect.signature(Given))
print(inspect.signature(f), repr(inspect.signature(f).parameters["b"]))
show(lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("b", Parameter.POSITIONAL_ONLY)]))
show(lambda: Signature([Parameter("a", Parameter.POSITIONAL_ONLY, default=1), Parameter("b", Parameter.POSITIONAL_ONLY)]))
show(lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("a", Parameter.KEYWORD_ONLY)]))
show(lambda: Parameter("1a", Parameter.KEYWORD_ONLY))
show(lambda: Parameter("a", Parameter.VAR_KEYWORD, default=1))
show(lambda: inspect.signature(f).bind(1, 2, 3, c=4, d=5))
show(lambda: inspect.signature(f).bind(1, a=2))
show(lambda: inspect.signature(Given).bind(told=1))
show(lambda: inspect.signature(New).bind(1, 2))
show(lambda: inspect.getcallargs(f))
show(lambda: inspect.getcallargs(f, 1))
show(lambda: inspect.getcallargs(New, 1, 2))
show(lambda: inspect.getfullargspec(New))
show(lambda: inspect.getfullargspec(len))


@functools.wraps(f)
def wrapper(*args):
    return f(*args)


print(inspect.signature(wrapper) == inspect.signature(f), inspect.signature(wrapper, follow_wrapped=False))
print(inspect.unwrap(wrapper) is f, inspect.unwrap(wrapper, stop=lambda g: True) is wrapper)
print(inspect.formatannotation(Optional[int]), inspect.formatannotation(list[int]), inspect.formatannotation(New))
