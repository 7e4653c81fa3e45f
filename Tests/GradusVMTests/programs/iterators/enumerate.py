print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)))
for i, (a, b) in enumerate([(1, 2), (3, 4)], 1):
    print(i, a, b)
