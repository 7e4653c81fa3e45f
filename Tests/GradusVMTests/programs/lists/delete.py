a = list(range(10))
del a[0], a[-1]
print(a)
del a[1:3]
print(a)
del a[::2]
print(a)
try:
    del a[99]
except IndexError as e:
    print(e)
