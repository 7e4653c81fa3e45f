# A loop over small integers with arithmetic and branches.
import time


def run(count):
    total = 0
    i = 0
    while i < count:
        if i % 3 == 0:
            total += i
        elif i % 5 == 0:
            total -= i // 2
        i += 1
    return total


start = time.perf_counter()
print("check", run(2000000))
print("seconds", time.perf_counter() - start)
