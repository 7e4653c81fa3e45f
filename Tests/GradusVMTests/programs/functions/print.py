print(1, 2, sep="-", end="!\n")
print()
print("a", "b", sep="")
print(*[1, 2, 3], sep=", ")
print("x", end="")
print("y")
print(None, True, 1.0, [1], {"a": 1}, (1,), sep="|")
try:
    print(1, sep=5)
except TypeError as e:
    print(e)
