a = {}
a["self"] = a
b = {}
b["self"] = b
x = []
x.append(x)
y = []
y.append(y)
t, u = ([],), ([],)
t[0].append(t)
u[0].append(u)
for left, right in [(a, b), (x, y), (t, u)]:
    try:
        print(left == right)
    except RecursionError as error:
        print(error)
try:
    print(x < y)
except RecursionError as error:
    print(error)
