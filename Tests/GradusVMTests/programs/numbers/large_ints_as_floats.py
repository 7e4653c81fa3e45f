# Large integers become the nearest floats, whatever asks for one.
import math
import statistics

x = 10 ** 25
print(float(x), math.fabs(-x), math.sqrt(x), math.sin(x), "%f" % -x, "%e" % x, f"{x:.3f}", math.hypot(x, 1))
print(math.log(x), math.floor(1e25) == int(1e25), x / 3, x * 1.0, round(x, -20), statistics.mean([x, x + 1]))
for n in (2 ** 53 + 1, 2 ** 64 - 1, 3 ** 50, -(10 ** 30) - 1, 2 ** 1024 - 2 ** 970 - 1):
    print(math.fabs(n), math.trunc(math.fabs(n)) == int(float(n)), math.atan(n))
try:
    math.fabs(10 ** 400)
except OverflowError as error:
    print(error)
