# What NumPy warns of, and what seterr makes of it.
import warnings

import numpy as np


def show(f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            made = f()
            print(made, type(made).__name__, end=" ")
        except Exception as error:
            print(type(error).__name__, error, end=" ")
        print([f"{w.category.__name__}: {w.message}" for w in caught])


z = np.array([0.0, 1.0, -1.0])
i = np.array([0, 1, -2])
big = np.array([1e308, 1.0])
for f in (lambda: z / 0, lambda: 1 / z, lambda: z / z, lambda: np.log(z), lambda: np.sqrt(z), lambda: np.log(0.0),
          lambda: np.log(-1.0), lambda: np.log2(z), lambda: np.log10(z), lambda: np.log1p(np.array([-1.0, -2])),
          lambda: np.float64(1) / 0, lambda: np.float64(0) / 0, lambda: np.float64(1) / np.float64(0), lambda: i / 0,
          lambda: i // 0, lambda: i % 0, lambda: np.exp(1000.0), lambda: np.exp(np.array([1000.0, 1])),
          lambda: np.float32(1e38) * np.float32(100), lambda: big * 10, lambda: big + big, lambda: big**2,
          lambda: z**-1, lambda: np.arcsin(2.0), lambda: np.arccos(np.array([2.0])), lambda: np.arccosh(0.5),
          lambda: np.arctanh(np.array([1.0, 2.0])), lambda: np.sinh(1000.0), lambda: np.cosh(np.array([1000.0])),
          lambda: np.tan(np.inf), lambda: np.array([np.inf]) - np.inf, lambda: np.array([np.nan]) + 1,
          lambda: np.divide(1, 0), lambda: np.true_divide([1], [0]), lambda: np.mod(5.0, 0.0), lambda: z // 0,
          lambda: z % 0, lambda: np.power(-1.0, 0.5), lambda: np.reciprocal(z), lambda: np.hypot(1e308, 1e308),
          lambda: np.logaddexp(-np.inf, -np.inf), lambda: np.maximum(np.nan, 1), lambda: np.int32(2147483647) + np.int32(1),
          lambda: np.int64(2**62) * np.int64(4), lambda: np.array([127], np.int8) + np.int8(1),
          lambda: np.uint8(255) + np.uint8(1), lambda: np.uint8(200) * 2, lambda: np.float64(0) ** -1,
          lambda: np.float64(5) % 0, lambda: np.float64(5) // 0, lambda: np.int64(5) // 0, lambda: np.int64(5) / 0,
          lambda: np.int64(5) % 0, lambda: np.float16(60000) * 2, lambda: np.exp(np.float32(100)), lambda: np.exp(-1000.0),
          lambda: np.float64(1e308) * 10, lambda: -np.float64(1e308) * 10, lambda: np.mean([]), lambda: np.array([]).mean(),
          lambda: np.var([]), lambda: np.std(np.array([])), lambda: np.array([1.0]).std(ddof=1),
          lambda: np.zeros((0, 2)).mean(axis=0), lambda: np.array([np.nan]).astype(int), lambda: np.array([300]).astype(np.uint8),
          lambda: np.array([1.5, 2.5]).astype(int), lambda: np.sum(z), lambda: z.max()):
    show(f)
with np.errstate(divide="ignore", invalid="ignore"):
    show(lambda: z / 0)
with np.errstate(all="ignore"):
    show(lambda: np.log(z))
with np.errstate(divide="raise"):
    show(lambda: 1 / z)
with np.errstate(all="raise"):
    show(lambda: np.sqrt(-1.0))
    show(lambda: np.float64(1) / 0)
    show(lambda: np.array([1e308]) * 10)
old = np.seterr(divide="ignore")
print(old)
show(lambda: 1 / z)
np.seterr(**old)
a = np.array([1.0, 0.0])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for _ in range(3):
        b = 1 / a
    a /= 0
print(len(caught), [str(w.message) for w in caught], a)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        np.log(np.zeros(2))
    except RuntimeWarning as warning:
        print("raised:", warning)
