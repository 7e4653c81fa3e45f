d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, d[1], {0: 1, False: 2, 0.0: 3})
