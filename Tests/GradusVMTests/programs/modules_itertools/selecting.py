import itertools as I


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list(I.islice(I.count(5, 2), 3)))
show(lambda: list(I.islice('abcdef', 1, None, 2)))
show(lambda: list(I.chain('ab', [1])))
show(lambda: list(I.zip_longest('ab', 'c', fillvalue='-')))
show(lambda: list(I.takewhile(lambda x: x < 3, [1, 2, 5, 1])))
show(lambda: list(I.dropwhile(lambda x: x < 3, [1, 2, 5, 1])))
show(lambda: list(I.filterfalse(None, [0, 1, ''])))
show(lambda: list(I.starmap(pow, [(2, 3)])))
show(lambda: list(I.compress('abc', [1, 0, 1])))
show(lambda: list(I.pairwise('abc')))
show(lambda: list(I.islice(I.cycle('ab'), 5)))
show(lambda: I.islice([1], -1))
show(lambda: I.count('a'))
show(lambda: (I.count(3), I.count(1, 2)))
show(lambda: (I.repeat('x'), I.repeat('x', 3)))
