"""gcd and isqrt of long integers."""
import math
import random
from fractions import Fraction

random.seed(3)
total = 0
for bits in (3, 60, 63, 64, 65, 100, 127, 128, 129, 200, 500, 1000, 3000):
    for _ in range(20):
        a, b, c = random.getrandbits(bits), random.getrandbits(max(1, bits - random.randrange(40))), random.getrandbits(bits // 2 + 1)
        for x, y in ((a, b), (a * c, b * c), (a, a), (a * c, c), (-a, b * 2 ** 70), (a, 0), (a + 1, a), (b, a * a)):
            g = math.gcd(x, y)
            assert g == math.gcd(y, x) and (g == 0 or (x % g == 0 and y % g == 0)), (x, y)
            assert g == 0 or math.gcd(x // g, y // g) == 1
            total = (total * 31 + g) % (2 ** 61 - 1)
        for n in (a, a * a, a * a - 1 if a else 0, a * a + 1, b * c):
            r = math.isqrt(n)
            assert r * r <= n < (r + 1) ** 2, n
            total = (total * 31 + r) % (2 ** 61 - 1)
print(total)
fib = [1, 1]
while len(fib) < 400:
    fib.append(fib[-1] + fib[-2])
print(math.gcd(fib[399], fib[398]), math.gcd(fib[399], fib[299]), math.gcd(fib[359], fib[239]))
print(math.gcd(2 ** 4000, 6 ** 900) == 2 ** 900, math.gcd(3 ** 2000, 3 ** 1999 * 7) == 3 ** 1999, math.lcm(2 ** 70, 3 ** 50, 6))
print(sum(Fraction(1, i) for i in range(1, 300)))
print(math.isqrt(10 ** 200), math.isqrt(0), math.isqrt(1), math.isqrt(2 ** 64 - 1), math.isqrt(2 ** 128 - 1))
