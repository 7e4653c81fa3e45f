import random

random.seed(42)
print([random.randint(1, 6) for _ in range(10)], random.randint(-5, 5), random.randint(10 ** 20, 10 ** 21))
print(random.sample(range(1000), 5), random.sample("abcdef", 3), random.choices([1, 2, 3], weights=[1, 2, 3], k=5))
items = list(range(10))
random.shuffle(items)
print(items, random.choice("abc"), random.uniform(1, 2), random.gauss(0, 1), random.betavariate(2, 3))
for seed in ("text", b"bytes", 2.5, -7, 10 ** 30):
    print(random.Random(seed).random(), random.Random(seed).getrandbits(70))
state = random.getstate()
a = random.random()
random.setstate(state)
print(a == random.random())
for attempt in (lambda: random.randint(5, 1), lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1)):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
