import math
import sys

tiny = sys.float_info.min * sys.float_info.epsilon
for scale in (tiny, 7 * tiny, sys.float_info.min, 1e-310, 1e-160, 1.0, 1e300):
    print(math.hypot(3 * scale, 4 * scale), math.dist((0, scale), (12 * scale, 6 * scale)))
print(math.hypot(tiny, 0.0), math.hypot(tiny), math.hypot(0.0, -0.0))
