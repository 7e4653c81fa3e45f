a = [1]
a.extend("ab")
a.extend({"k": 1})
a.extend(range(2))
a.extend(x for x in (7, 8))
print(a)
try:
    a.extend(5)
except TypeError as e:
    print(e)
