from collections import deque

d = deque(range(7))
for steps in (1, -2, 10, -100, 0, 7):
    d.rotate(steps)
    print(steps, list(d))
d = deque(maxlen=3)
d.extend([1, 2, 3, 4])
d.appendleft(0)
d.extendleft([8, 9])
print(d, d[0], d[-1], d.count(9), d.index(8))
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
