print(sum([1, 2, 3]), sum([0.1] * 10), sum([[1], [2]], []), sum([]), sum(range(10), 100), sum([True, 2.5]), sum([2**62, 2**62, 2**62]))
for f in (lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum(5)):
    try:
        f()
    except TypeError as e:
        print(e)
