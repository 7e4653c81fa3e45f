# Comprehensions of lists, dictionaries and sets.
import time


def run(rounds):
    total = 0
    for n in range(rounds):
        squares = [i * i for i in range(1000) if i % 2 == n % 2]
        table = {i: value for i, value in enumerate(squares)}
        remainders = {value % 97 for value in squares}
        pairs = [(a, b) for a in range(20) for b in range(20)]
        total += sum(squares) + len(table) + len(remainders) + len(pairs)
    return total


start = time.perf_counter()
print("check", run(1000))
print("seconds", time.perf_counter() - start)
