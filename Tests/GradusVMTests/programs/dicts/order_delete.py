d = {i: i for i in range(8)}
for i in range(0, 8, 2):
    del d[i]
d[0] = "again"
print(d, list(d.items())[-1])
while d:
    print(d.popitem(), end=" ")
print()
