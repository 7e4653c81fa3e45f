# A copy that lags behind holds the only reference to what it gives out.
from itertools import tee
from operator import lt


class Sortable:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value


for numbers in ([], [1], [1, 2, 3], [1, 10, 2, 3], list(range(60)), list(range(60, 0, -1))):
    for strict in (True, False):
        a, b = tee(map(Sortable, numbers))
        next(b, None)
        print(len(numbers), all(map(lt, a, b)) if strict else not any(map(lt, b, a)))
first, second, third = tee((Sortable(n) for n in range(5)), 3)
print([x.value for x in first], [x.value for x in second], [x.value for x in third])
