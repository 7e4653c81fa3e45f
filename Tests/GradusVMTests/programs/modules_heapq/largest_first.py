import heapq
import random

numbers = [random.Random(3).randrange(50) for _ in range(3)] + [5, 1, 9, 4, 9, 2]
heapq._heapify_max(numbers)
print(numbers[0], heapq._heapreplace_max(numbers, 3))
print([heapq._heappop_max(numbers) for _ in range(len(numbers))])
try:
    heapq._heappop_max([])
except IndexError as error:
    print(error)
