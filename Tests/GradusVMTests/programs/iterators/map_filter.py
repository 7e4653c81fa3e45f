print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
m = map(int, "123")
print(next(m), list(m), list(m))
try:
    map(int)
except TypeError as e:
    print(e)
