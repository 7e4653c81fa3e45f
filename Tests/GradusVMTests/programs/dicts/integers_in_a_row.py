# Keys in a row, taken out and looked for again: every key is found, and none that is not there.
d = {}
for i in range(5000):
    d[i] = i
for i in range(0, 5000, 2):
    del d[i]
print(len(d), sum(i in d for i in range(10000)), sum((i * 65536 + i) in d for i in range(5000)))
for i in range(0, 5000, 2):
    d[i] = -i
    d[-i - 1] = i
print(len(d), sum(d.values()), d[4998], d[-1], 10 ** 30 in d)
for i in range(5000):
    d.pop(i)
print(len(d), list(d)[:3], min(d), max(d))

lengths = {1: 1}
for start in range(1, 3000):
    n, path = start, []
    while n not in lengths:
        path.append(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    length = lengths[n]
    for n in reversed(path):
        length += 1
        lengths[n] = length
print(len(lengths), max(lengths[n] for n in range(1, 3000)))
