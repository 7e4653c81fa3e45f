from itertools import *
print(list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(1, 3)), list(chain([1], "ab")), list(chain.from_iterable([[1], [2]])))
print(list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max)), list(takewhile(lambda x: x < 3, range(9))), list(dropwhile(lambda x: x < 3, range(5))), list(compress("abc", [1, 0, 1])))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(permutations("abc", 2)), list(combinations("abcd", 2)), list(combinations_with_replacement("ab", 2)))
print([(k, list(g)) for k, g in groupby("aabbbc")], list(zip_longest("ab", [1], fillvalue=0)), list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise("abc")), list(filterfalse(None, [0, 1])))
a, b = tee([1, 2, 3])
print(list(a), list(b), list(islice("abcdefg", 1, 6, 2)))
