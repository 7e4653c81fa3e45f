print([1] + [2], [1, 2] * 2, 3 * [0], [] * 5, [1] * -1)
a = [1]
b = a
a += (2, 3)
a *= 2
print(a, b is a)
for f in (lambda: [1] + (2,), lambda: [1] * "x", lambda: [1] * 1.5, lambda: [1] + 2):
    try:
        f()
    except TypeError as e:
        print(e)
