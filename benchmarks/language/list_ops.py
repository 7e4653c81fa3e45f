# Lists: append, index, swap, slice, sort, reverse, pop.
import time


def run(count):
    values = []
    seed = 42
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        values.append(seed)
    for i in range(len(values) - 1):
        if values[i] > values[i + 1]:
            values[i], values[i + 1] = values[i + 1], values[i]
    values.sort()
    part = values[100:-100:3]
    part.reverse()
    total = 0
    while part:
        total += part.pop()
    return total


start = time.perf_counter()
print("check", run(500000))
print("seconds", time.perf_counter() - start)
