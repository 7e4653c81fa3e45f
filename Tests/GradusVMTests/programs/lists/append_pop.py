a = []
for i in range(5):
    a.append(i * i)
print(a, a.pop(), a.pop(0), a, len(a))
try:
    [].pop()
except IndexError as e:
    print(e)
try:
    [1].pop(5)
except IndexError as e:
    print(e)
