# Generators: one feeding another.
import time


def numbers(count):
    for i in range(count):
        yield i


def filtered(source):
    for value in source:
        if value % 3:
            yield value


def run(count):
    total = 0
    for value in filtered(numbers(count)):
        total += value
    return total + sum(value * 2 for value in numbers(count))


start = time.perf_counter()
print("check", run(1000000))
print("seconds", time.perf_counter() - start)
