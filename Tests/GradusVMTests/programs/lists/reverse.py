a = [1, 2, 3]
a.reverse()
print(a, list(reversed(a)))
r = reversed(a)
print(next(r), next(r), next(r), next(r, "end"))
