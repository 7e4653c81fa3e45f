a = [[1], 2, "x"]
b = a.copy()
b[0].append(9)
print(a, 2 in a, "y" not in a, [1, 9] in a, list(a) == a, a is b)
