import itertools

group = next(itertools.groupby([1, 1, 1, 2]))[1]
print(next(group), list(group))
group = next(itertools.groupby("aAb", key=str.lower))[1]
print(list(group))
