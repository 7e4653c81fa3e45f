# nditer over several arrays, arrays that it makes itself, and folds of ranges.
import numpy as np

a, b = np.arange(3).reshape(3, 1), np.arange(3).reshape(1, 3)
it = np.nditer([a, b, None])
for x, y, z in it:
    z[...] = x + y
print(it.operands[2], it.operands[2].dtype, it.nop, it.itersize, it.ndim)
print(it.operands[0].shape, [d.name for d in it.dtypes])
it = np.nditer([np.array([1.5, 2.5]), None], op_dtypes=[None, np.float32])
for x, y in it:
    y[...] = x * 2
print(it.operands[1].dtype, it.operands[1])
grid = np.zeros((2, 2))
it = np.nditer(grid, flags=["multi_index"], op_flags=["readwrite"])
while not it.finished:
    it[0] = it.multi_index[0] * 10 + it.multi_index[1]
    it.iternext()
print(grid, it.has_multi_index)
it.reset()
print(it.finished, it.value)
try:
    np.nditer([None, None])
except TypeError as error:
    print(error)
print([int(x) for x in np.nditer(np.array([1, 2, 3]))])

z = np.arange(8)
print(np.add.reduceat(z, [0, 4, 1, 5]), np.multiply.reduceat(z, [1, 3]), np.maximum.reduceat(z, [0, 6, 2]))
print(np.add.reduceat(np.ones((4, 6)), [0, 2], axis=1), np.subtract.reduceat(z, [0, 3]))
print(np.add.reduceat(np.add.reduceat(np.ones((8, 8)), np.arange(0, 8, 4), axis=0), np.arange(0, 8, 4), axis=1))
try:
    np.add.reduceat(z, [9])
except IndexError as error:
    print(error)
