import operator
class Hint:
    def __init__(self, hint): self.hint = hint
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return self.hint
print(operator.length_hint(Hint(10)), list(Hint(10)), operator.length_hint([1, 2]), operator.length_hint(iter([1, 2, 3])), operator.length_hint(5, 42), list(Hint(NotImplemented)))
for hint in [-1, "a"]:
    try:
        operator.length_hint(Hint(hint))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
it = iter(range(5))
next(it)
print(operator.length_hint(it), operator.length_hint(reversed([1, 2])), operator.length_hint(zip([1])), operator.length_hint(iter({1: 2})), operator.length_hint(iter("abc")))
