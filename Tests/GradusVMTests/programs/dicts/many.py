d = {}
for i in range(5000):
    d[i * 7919 % 5003] = i
print(len(d), sum(d.values()), d[0], next(iter(d)))
for i in range(0, 5000, 3):
    d.pop(i, None)
print(len(d), sum(d))
