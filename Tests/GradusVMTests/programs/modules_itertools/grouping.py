import itertools
import operator

print([(key, list(group)) for key, group in itertools.groupby("aabbbc")])
print([(key, len(list(group))) for key, group in itertools.groupby(range(10), lambda n: n // 4)])
print(list(itertools.accumulate([1, 2, 3], operator.mul, initial=10)), list(itertools.accumulate("abc")))
first, second = itertools.tee([1, 2, 3])
print(next(first), list(second), list(first))
groups = [group for _, group in itertools.groupby("aab")]
print([list(group) for group in groups])
