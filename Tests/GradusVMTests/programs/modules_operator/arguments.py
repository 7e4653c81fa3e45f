import itertools
import operator

print(operator.indexOf(itertools.count(3), 10), operator.countOf("banana", "a"))
print(operator.__add__ is operator.add, operator.__not__ is operator.not_, operator.__abs__(-3))
cases = [
    lambda: operator.indexOf([1], 2),
    lambda: operator.concat(1, 2),
    lambda: operator.concat([1], [2]),
    lambda: operator.iconcat("a", "b"),
    lambda: operator.methodcaller(),
    lambda: operator.methodcaller(12),
    lambda: operator.attrgetter(2),
    lambda: operator.attrgetter("real.")(1),
    lambda: operator.attrgetter("real.imag", "numerator")(3),
]
for case in cases:
    try:
        print(case())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
