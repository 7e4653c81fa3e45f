print(sum([]), sum([1, 2.5]), sum([[1], [2]], []), sum((x for x in range(5)), start=10), sum([0.1] * 10), sum([1e100, 1, -1e100]))
print(sum([True, 2**70]), sum([1j, 2]), sum({1: 2, 3: 4}), sum(range(10**6)))
for function in [lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum(5), lambda: sum([bytearray()], bytearray())]:
    try:
        print(function())
    except TypeError as error:
        print(error)
