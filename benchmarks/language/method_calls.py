# Objects: method calls and attributes, with inheritance.
import time


class Counter:
    def __init__(self, step):
        self.step = step
        self.value = 0

    def advance(self):
        self.value += self.step
        return self

    def scaled(self, factor):
        return self.value * factor


class Limited(Counter):
    def __init__(self, step, limit):
        super().__init__(step)
        self.limit = limit

    def advance(self):
        super().advance()
        if self.value > self.limit:
            self.value -= self.limit
        return self


def run(count):
    plain = Counter(3)
    limited = Limited(5, 1000)
    total = 0
    for _ in range(count):
        plain.advance()
        total += limited.advance().scaled(2)
    return total + plain.value


start = time.perf_counter()
print("check", run(400000))
print("seconds", time.perf_counter() - start)
