it = iter([1, 2])
print(next(it), next(it), next(it, "done"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
for f in (lambda: iter(5), lambda: next([1]), lambda: next(5)):
    try:
        f()
    except TypeError as e:
        print(e)
