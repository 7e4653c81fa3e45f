# Elements of arrays in plain loops: arithmetic, comparisons and assignments one by one.
import warnings

import numpy as np

warnings.simplefilter("ignore")
for dtype in (np.float64, np.float32, np.int64):
    x = np.array([1, 2, 3, 5], dtype=dtype)
    total = 0
    for v in x:
        total += v
    print(dtype.__name__, repr(total), repr(x[1] * 2), repr(2 * x[1]), repr(x[3] / x[1]), repr(x[1] - 0.1), repr(1 - x[2]))
    print([repr(f) for f in (x[0] < x[1], x[0] >= 2, x[1] == 2.0, 3 != x[2], x[1] > 0.1, x[2] <= x[0])])
    x[0] = 7
    x[-1] = x[0] + 1
    x[1] += 1.5 if dtype is not np.int64 else 2
    print(x, x.sum(), max(x), sorted(x, reverse=True))

print(repr(np.float32(0.1) + 0.2), np.float32(0.1) == 0.1, np.float64(0.1) == 0.1, np.float32(1) / 3)
print(repr(np.float32(3e38) * 10), repr(np.float64(1e308) * 10), repr(np.float64(1) / 0), repr(np.float32(0) / 0))
print((np.float64(1) < 2) is np.True_, (np.int64(3) == 4) is np.False_, bool(np.float64(3) > 2))
print(repr(1.5 + np.float64(2)), repr(True + np.float64(2)), repr(np.float64(2) + np.float32(1)), repr(np.float64(2) + 10**20))
print(type(np.float64(2) ** 2), np.float64(7) // 2, np.float64(7) % 4, -np.float64(2), np.float64(2) @ np.ones(1) if False else "")

m = np.zeros((2, 3))
for i in range(2):
    for j in range(3):
        m[i, j] = i * 3 + j
m[1, -1] = np.float32(9.5)
m[0] = 4
print(m, m[1, 2], m[-1][-1], m[0, 0] + m[1, 1])
for key in (5, -4, (0, 3), (2, 0), (0, 0, 0)):
    for action in (lambda: m[key], lambda: m.__setitem__(key, 1)):
        try:
            action()
            print(key, "fine")
        except IndexError as error:
            print(key, error)

small = np.zeros(3, dtype=np.uint8)
small[0] = 200
for value in (300, -1, 2.7, "12", np.int64(7), True):
    try:
        small[1] = value
        print(repr(value), small)
    except (OverflowError, ValueError, TypeError) as error:
        print(repr(value), type(error).__name__, error)

things = np.array([None, "a", [1, 2]], dtype=object)
things[0] = {"k": 1}
things[1] = [3]
print(things, things[2], things[-1][0])
zero = np.array(5.0)
zero[()] = 6
print(zero, zero[()])
try:
    zero[0] = 1
except IndexError as error:
    print(error)
