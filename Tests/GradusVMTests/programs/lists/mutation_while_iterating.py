a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.remove(2)
    print(x, end=" ")
print(a)
b = [1]
for x in b:
    if len(b) < 5:
        b.append(x + 1)
print(b)
it = iter(a)
print(list(it), a.append(9), list(it), it.__length_hint__())
d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 1
except RuntimeError as error:
    print(error)
try:
    for k in d:
        del d[k]
except RuntimeError as error:
    print(error)
s = {1, 2}
try:
    for k in s:
        s.add(k + 5)
except RuntimeError as error:
    print(error)
d = {1: 1, 2: 2}
for k in d:
    d[k] = 5
print(d)
