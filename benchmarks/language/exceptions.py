# Exceptions: raised, caught, with finally.
import time


class Odd(Exception):
    pass


def check(value):
    if value % 2:
        raise Odd(value)
    return value


def run(count):
    total = 0
    for i in range(count):
        try:
            total += check(i)
        except Odd as error:
            total -= error.args[0]
        finally:
            total += 1
    return total


start = time.perf_counter()
print("check", run(500000))
print("seconds", time.perf_counter() - start)
