print("hello, world")
print("a", "b", sep="-", end="!\n")
1 + 1
