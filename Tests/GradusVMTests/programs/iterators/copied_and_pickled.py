# Copies of iterators go on from where the original is, and leave it there.
import collections
import copy
import itertools
import pickle


class Letters:
    def __getitem__(self, index):
        return "abcd"[index]


def over():
    return "abcdef"


makers = {
    "list": lambda: iter([1, 2, 3, 4]),
    "tuple": lambda: iter((1, 2, 3, 4)),
    "text": lambda: iter("añ€𝄞z"),
    "bytes": lambda: iter(b"abcd"),
    "bytearray": lambda: iter(bytearray(b"abcd")),
    "range": lambda: iter(range(2, 20, 5)),
    "range down": lambda: iter(range(10, -10, -6)),
    "huge range": lambda: iter(range(2 ** 70, 2 ** 70 + 4)),
    "dict": lambda: iter({"a": 1, "b": 2, "c": 3}),
    "values": lambda: iter({"a": 1, "b": 2, "c": 3}.values()),
    "items": lambda: iter({"a": 1, "b": 2, "c": 3}.items()),
    "reversed dict": lambda: reversed({"a": 1, "b": 2, "c": 3}),
    "reversed list": lambda: reversed([1, 2, 3, 4]),
    "reversed text": lambda: reversed("abcd"),
    "zip": lambda: zip([1, 2, 3], "abc"),
    "map": lambda: map(str.upper, "abc"),
    "map of two": lambda: map(pow, [2, 3, 4], [5, 6, 7]),
    "filter": lambda: filter(None, [0, 1, 2, 0, 3]),
    "enumerate": lambda: enumerate("abc", start=5),
    "count": lambda: itertools.islice(itertools.count(3, 4), 5),
    "cycle": lambda: itertools.islice(itertools.cycle("abc"), 7),
    "repeat": lambda: itertools.repeat("x", 4),
    "chain": lambda: itertools.chain("ab", [1, 2], (3,)),
    "islice": lambda: itertools.islice("abcdefghij", 1, 9, 3),
    "takewhile": lambda: itertools.takewhile(str.islower, "abCd"),
    "dropwhile": lambda: itertools.dropwhile(str.islower, "abCdE"),
    "filterfalse": lambda: itertools.filterfalse(str.islower, "aBcDE"),
    "compress": lambda: itertools.compress("abcdef", [1, 0, 1, 0, 1, 1]),
    "starmap": lambda: itertools.starmap(pow, [(2, 5), (3, 2), (10, 3)]),
    "accumulate": lambda: itertools.accumulate([1, 2, 3, 4]),
    "accumulate from": lambda: itertools.accumulate([1, 2, 3], initial=100),
    "zip_longest": lambda: itertools.zip_longest("abc", [1], fillvalue="-"),
    "product": lambda: itertools.product("ab", [1, 2]),
    "permutations": lambda: itertools.permutations("abc", 2),
    "combinations": lambda: itertools.combinations("abcd", 2),
    "with replacement": lambda: itertools.combinations_with_replacement("abc", 2),
}
for name, make in makers.items():
    for taken in (0, 1, 2):
        original = make()
        for _ in range(taken):
            next(original)
        rest = [list(copy.copy(original)) if taken == 0 and name not in ("count",) else None]
        original = make()
        for _ in range(taken):
            next(original)
        deep = copy.deepcopy(original)
        pickled = pickle.loads(pickle.dumps(original))
        print(name, taken, list(deep), list(pickled), list(original))

shallow = iter([1, 2, 3])
next(shallow)
twin = copy.copy(shallow)
print(list(twin), next(shallow))
number = itertools.count(5)
next(number)
print(next(copy.copy(number)), next(number), copy.copy(number))
again = itertools.cycle("abc")
print([next(again) for _ in range(4)], [next(copy.deepcopy(again)) for _ in range(2)], next(again))
print(sorted(copy.deepcopy(iter({1, 2, 3}))), list(copy.copy(iter(Letters()))))
empty = iter([1])
list(empty)
print(list(copy.copy(empty)), list(pickle.loads(pickle.dumps(empty))))

# Iterators of one tee.
first, second = itertools.tee(iter("abcdefgh"))
next(first)
third = copy.copy(first)
print(next(first), "".join(third), "".join(second), "".join(first))
many, few = itertools.tee(iter(range(1000)))
print(sum(many), sum(few), next(many, "end"))
print([next(each) for each in itertools.tee(first, 0)], len(itertools.tee("ab", 3)))


class Restless:
    def __iter__(self):
        return self

    def __next__(self):
        return next(loop)


loop, _ = itertools.tee(Restless())
try:
    next(loop)
except RuntimeError as error:
    print("RuntimeError")

for odd in ((x for x in "ab"), itertools.groupby("aab")):
    try:
        made = pickle.loads(pickle.dumps(odd))
        print([(key, "".join(group)) for key, group in made])
    except TypeError as error:
        print(error)

# What __reduce__ and __setstate__ tell.
places = iter([10, 20, 30, 40])
places.__setstate__(2)
print(next(places), places.__reduce__()[1:], iter((1, 2)).__reduce__()[1:])
combined = itertools.combinations("abcd", 2)
combined.__setstate__((1, 2))
print(next(combined))
for state in ((9, 9, 9), "ab", (99, 99)):
    combined = itertools.combinations("abcd", 2)
    try:
        combined.__setstate__(state)
        print(list(combined))
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
