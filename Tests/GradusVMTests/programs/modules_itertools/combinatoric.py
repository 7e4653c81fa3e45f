from itertools import *


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list(product('ab', [1, 2])))
show(lambda: list(product([0, 1], repeat=3)))
show(lambda: list(product('ab', [])))
show(lambda: list(permutations('abc', 2)))
show(lambda: list(permutations([1, 2, 3])))
show(lambda: list(permutations('ab', 3)))
show(lambda: list(combinations('abcd', 2)))
show(lambda: list(combinations([1], 2)))
show(lambda: list(combinations([], 0)))
show(lambda: list(combinations_with_replacement('abc', 2)))
show(lambda: list(combinations('ab', -1)))
show(lambda: sum(1 for _ in product(range(5), repeat=4)))
