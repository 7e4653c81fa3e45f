a = list(range(10))
print(a[2:5], a[::-1], a[::3], a[-3:], a[:-7], a[8:2:-2], a[100:], a[:])
a[2:4] = ["x", "y", "z"]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
try:
    a[1:2] = 5
except TypeError as e:
    print(e)
