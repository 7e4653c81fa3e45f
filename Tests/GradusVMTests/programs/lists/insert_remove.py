a = [1, 2, 3]
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before last")
print(a)
a.remove(2)
print(a)
try:
    a.remove(99)
except ValueError as e:
    print(e)
