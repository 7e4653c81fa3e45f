from collections import deque

d = deque([1, 2, 3])
e = d
d *= 2
print(d, e is d, d * 2, 2 * d)
e *= 0
print(d, e is d)
d = deque([1, 2], maxlen=3)
e = d
d *= 4
print(e, e is d)
d *= -1
print(e, e.maxlen)
d = deque([1, 2, 3, 4, 5], maxlen=5)
d *= 3
print(d)
d = deque(maxlen=2)
d *= 9
print(d)
try:
    d *= 1.5
except TypeError as error:
    print(error)
