import random


class Halves(random.Random):
    def __init__(self):
        super().__init__(1)
        self.calls = 0

    def random(self):
        self.calls += 1
        return self.calls * 0.37 % 1


class Bits(random.Random):
    asked = []

    def getrandbits(self, k):
        self.asked.append(k)
        return super().getrandbits(k)


class Further(Halves):
    pass


halves = Halves()
print(halves.uniform(10, 20), halves.randint(1, 6), halves.choice("abcdef"), halves.randrange(0, 100, 7), halves.calls)
numbers = list(range(8))
halves.shuffle(numbers)
print(numbers, halves.sample(range(50), 4), halves.gauss(0, 1), halves.calls)
bits = Bits(5)
print(bits.randint(1, 6), bits.choice("abc"), bits.randrange(1000), bits.uniform(0, 1), bits.asked)
print(bits.random() == random.Random(5).random(), Further().choice([1, 2, 3]), Further().uniform(0, 2))
for wrong in (lambda: halves.choice([]), lambda: halves.randrange(5, 5), lambda: halves.randint(3, 1)):
    try:
        wrong()
    except (IndexError, ValueError) as error:
        print(error)
