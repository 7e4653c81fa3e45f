def f(x):
    match x:
        case []: return "empty"
        case [1, 2]: return "one two"
        case [a]: return f"single {a}"
        case [a, [b, *c], *rest] if rest: return f"nested {a} {b} {c} {rest}"
        case (a, b): return f"pair {a} {b}"
        case [0, *_, 9]: return "zero to nine"
        case [first, *middle, last]: return f"{first} {middle} {last}"
        case _: return "no"
import collections
for value in [[], (), [1, 2], (1, 2), ["x"], [1, [2, 3], 4], [1, "ab"], [0, 5, 6, 9], range(4), "ab", b"ab", {1: 2}, {1, 2}, iter([1]), bytearray(b"a"), collections.deque([1, 2])]:
    print(f(value))
match [1, [2, 3]]:
    case [int(x), [y, z]]: print(x, y, z)
match (1, 2, 3):
    case 1, *others: print(others)
match []:
    case [*all]: print(all)
