# How wrong calls of built-in functions are worded.
import math

for call in (
    lambda: len(), lambda: len(1, 2), lambda: [].append(), lambda: [].append(1, 2), lambda: [].clear(1),
    lambda: [].insert(1), lambda: [].pop(1, 2), lambda: [].index(), lambda: [].sort(1), lambda: [].sort(zz=1),
    lambda: {}.get(), lambda: {}.get(1, 2, 3), lambda: {}.pop(), lambda: "".split(1, 2, 3), lambda: "".find(),
    lambda: "".startswith(), lambda: "".replace("a"), lambda: "".join(), lambda: "".upper(1), lambda: "".upper(zz=1),
    lambda: int("1", 2, 3), lambda: int(zz=1), lambda: float(1, 2), lambda: list(1, 2), lambda: list(zz=1),
    lambda: tuple(1, 2), lambda: set(1, 2), lambda: frozenset(1, 2), lambda: bool(1, 2), lambda: reversed(),
    lambda: enumerate(), lambda: enumerate(1, 2, 3), lambda: sorted(), lambda: sorted(1, 2), lambda: pow(1),
    lambda: round(), lambda: round(1, 2, 3), lambda: divmod(1), lambda: isinstance(1), lambda: getattr(1),
    lambda: print(zz=1), lambda: sum(), lambda: filter(None), lambda: zip(zz=1), lambda: range(), lambda: range(1, 2, 3, 4),
    lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.pow(1), lambda: math.sqrt(x=1), lambda: dict(1, 2),
    lambda: (1).bit_length(1), lambda: (5).__add__(), lambda: (5).__add__(1, 2), lambda: (5).__neg__(1),
    lambda: (5).__add__(zz=1), lambda: list.append(), lambda: list.append(1, 2), lambda: int.__neg__(),
    lambda: int.__neg__("a"), lambda: bytes.fromhex(), lambda: dict.fromkeys(), lambda: object(1), lambda: "a".encode(1),
    lambda: print(*5), lambda: print(1, *5), lambda: print(**5), lambda: max(), lambda: max(1), lambda: iter(),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
