# Numbers of NumPy have the methods of arrays, whose results are numbers; they are no sequences.
import numpy as np

for x in (np.float64(2.5), np.float32(0.1), np.int64(7), np.bool_(True)):
    for call in (
        lambda: x.astype(int), lambda: x.astype("float32"), lambda: x.squeeze(), lambda: x.transpose(), lambda: x.copy(),
        lambda: x.sum(), lambda: x.mean(), lambda: x.reshape(1), lambda: x.reshape(()), lambda: x.ravel(), lambda: x.clip(0, 1),
        lambda: x.round(), lambda: x.argmax(), lambda: x.cumsum(), lambda: x.repeat(2), lambda: x.any(), lambda: x.item(),
        lambda: np.transpose(x), lambda: np.squeeze(x), lambda: np.clip(x, 0, 2), lambda: np.sum(x), lambda: np.astype(x, "f4"),
        lambda: np.argsort(x), lambda: np.isin(x, [1, 7]), lambda: np.kron(x, 2), lambda: np.iterable(x), lambda: list(x),
        lambda: max(x), lambda: 1 in x, lambda: np.modf(x), lambda: np.frexp(x),
    ):
        try:
            print(repr(call()), end="; ")
        except Exception as error:
            print(f"{type(error).__name__}: {error}", end="; ")
    print()
print(repr(np.array(1.5).clip(0, 1)), repr(np.clip(1e-3, None, None)), repr(np.linalg.norm(3.0, keepdims=True)))
for x in (np.zeros(1), np.zeros(1, "f4"), np.zeros(1, int), np.zeros(1, bool), np.array(["a"]), np.array([None])):
    print(type(x.dtype), isinstance(x.dtype, np.dtype), end=" ")
print()
for function in (np.square, np.reciprocal, np.positive, np.sign, np.frexp, np.modf):
    try:
        print(function.__name__, repr(function(np.array([True, True]))))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
print(repr(-np.zeros(3, np.float32)), repr(-np.zeros(9, np.float32)), -np.float32(0))
# The rest of a division has the sign of the divisor, also where it is nothing.
for a, b in ((np.array([3.0, 0.0, -0.0, -3.0]), 1.5), (np.array([3.0, 0.0, -0.0, -3.0]), -1.5), (6.0, np.array([2.0, -2.0]))):
    print(repr(a % b), repr(np.fmod(a, b)), repr(np.divmod(a, b)), repr(np.float32(1) * a % np.float32(1) * b))
