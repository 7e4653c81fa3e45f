print(any([0, 1]), any([]), all([1, 1]), all([]), all([1, 0]), any(x > 3 for x in range(5)), all(x for x in (1, 2)))
