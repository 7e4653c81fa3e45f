d = {}
for i in range(2000):
    d[i] = i
    if len(d) > 10:
        del d[next(iter(d))]
print(d)
