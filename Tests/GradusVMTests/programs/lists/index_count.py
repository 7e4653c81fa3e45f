a = [1, 2, 1, 3, 1.0, True]
print(a.count(1), a.index(1, 1), a.index(3), a.index(1, -1))
try:
    a.index("x")
except ValueError as e:
    print(e)
