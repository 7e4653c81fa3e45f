# Generators, closures and exceptions that cross them.
def outer(n):
    total = 0

    def add(x):
        nonlocal total
        total += x
        return total

    try:
        while n:
            received = yield add(n)
            if received is not None:
                n = received
            n -= 1
    except ValueError as error:
        yield from (str(error), repr(error))
    finally:
        print("done", total)
    return total


def delegate(*args):
    result = yield from outer(*args)
    print("result", result)


g = delegate(3)
print(next(g), g.send(2), g.throw(ValueError("inside")), list(g))
print([(x, y) for x in range(3) if x for y in outer(x)], {k: v for k, v in zip("ab", outer(2))})
match [1, {"k": (2, 3)}, "text"]:
    case [int(a), {"k": (b, *c)}, str() as d] if a < b:
        print(a, b, c, d)
for i, (a, *b) in enumerate([(1, 2, 3), "xyz", [4]]):
    try:
        a, b = b
    except (TypeError, ValueError) as e:
        print(type(e), e)
    else:
        continue
    finally:
        print(i, f"{a!r:>5}|{b}|{i=}")
