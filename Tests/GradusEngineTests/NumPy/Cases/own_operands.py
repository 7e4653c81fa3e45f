"""Arrays leave operations to operands that ask for it; scalars take new axes."""
import operator

import numpy as np


class Variable:
    __array_priority__ = 200

    def __init__(self, data):
        self.data = data

    def __radd__(self, other):
        return ("radd", type(other).__name__)

    def __rmul__(self, other):
        return ("rmul", type(other).__name__)

    def __rmatmul__(self, other):
        return ("rmatmul", type(other).__name__)

    def __rtruediv__(self, other):
        return ("rtruediv", type(other).__name__)

    def __lt__(self, other):
        return "lt"

    def __gt__(self, other):
        return "gt"

    def __eq__(self, other):
        return "eq"


class Refusing:
    __array_ufunc__ = None

    def __rsub__(self, other):
        return "rsub"


x = np.array([1.0, 2.0])
v = Variable(x)
print(x + v, x * v, x @ v, x / v)
print(x < v, x > v, x == v)
y = x
y += v
print(y)
print(x - Refusing())
print(np.float64(2) * v, np.float32(2) + v)
for f in (operator.sub, operator.mul):
    try:
        print(f(x, Refusing()))
    except TypeError as error:
        print(type(error).__name__)


class Plain:
    def __rmul__(self, other):
        return "one by one"


print(x * Plain())

n = np.argmax(np.array([1, 5, 2]))
print(repr(n[np.newaxis]), repr(n[np.newaxis, np.newaxis]), n[..., None].shape, n[None, ...].shape, n[True].shape)
print(repr(np.float32(1.5)[None]), repr(np.float64(2.5)[()]))
try:
    n[0]
except IndexError as error:
    print(error)
