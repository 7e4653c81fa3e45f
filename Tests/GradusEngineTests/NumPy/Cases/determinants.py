# Determinants of small matrices, singular ones too: the order of operations shows in the last digits.
import numpy as np

print(np.linalg.det(np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])), np.linalg.det(np.arange(16.0).reshape(4, 4)))
print(np.linalg.det(np.array([[1.0, 2], [3, 4]])), np.linalg.det(np.array([[2.0, -1, 0], [-1, 2, -1], [0, -1, 2]])))
rng = np.random.default_rng(0)
for n in (2, 3, 4, 5):
    a = rng.integers(-5, 6, (n, n)).astype(float)
    print(n, np.linalg.det(a), np.linalg.slogdet(a))
    a[-1] = a[0] + a[1]
    print(np.linalg.det(a))
    print(np.linalg.det(rng.standard_normal((2, n, n))))
