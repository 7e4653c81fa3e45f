import random
random.seed(1)
a = [random.randrange(1000) for _ in range(2000)]
b = sorted(a)
print(all(x <= y for x, y in zip(b, b[1:])), b[:5], b[-5:])
c = sorted(a, key=lambda x: -x)
print(c == sorted(a, reverse=True), sorted(map(str, a))[:5], sorted([x / 7 for x in a])[0])
