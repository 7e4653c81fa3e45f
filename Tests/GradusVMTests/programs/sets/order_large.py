import random
random.seed(3)
s = set()
for _ in range(300):
    s.add(random.randrange(10000))
    if random.random() < 0.3 and s:
        s.pop()
print(list(s))
t = set(random.sample(range(1000), 60))
print(list(t), list(s & t), list(t - s)[:20], list(s | t)[:40], list(s ^ t)[:30])
