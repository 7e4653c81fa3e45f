# Statements given to timeit as text and as functions.
import timeit

made = []


def work():
    made.append(1)


for call in (
    lambda: timeit.timeit('"-".join(str(n) for n in range(10))', number=20),
    lambda: timeit.timeit("work()", globals=globals(), number=3),
    lambda: timeit.timeit(work, number=4),
    lambda: timeit.timeit("x += 1", setup="x = 0", number=100),
    lambda: timeit.timeit("for i in range(3):\n    y = i * 2\nz = y", "y = 5\nw = 1", number=2),
    lambda: timeit.timeit("f(2)", setup=lambda: made.append("setup"), number=1, globals={"f": abs}),
    lambda: timeit.timeit(number=10),
    lambda: timeit.timeit("sqrt(2)", "from math import sqrt", number=5),
    lambda: timeit.timeit("work()", "from __main__ import work", number=2),
    lambda: timeit.timeit("""
total = 0
for i in range(5):
    total += i
""", number=2),
):
    print(type(call()).__name__, len(made))
print(len(timeit.repeat("1 + 1", number=3, repeat=4)), made.count("setup"))
print(timeit.Timer("work()", globals=globals()).autorange(lambda n, t: None)[0] > 1)
for wrong in ("1 +", "undefined_name"):
    try:
        timeit.timeit(wrong, number=1)
    except (SyntaxError, NameError) as error:
        print(type(error).__name__)
for wrong in ({"stmt": 3}, {"setup": None}):
    try:
        timeit.Timer(**wrong)
    except ValueError as error:
        print(error)
