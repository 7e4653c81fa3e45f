# A list has no `+` of numbers: the right operand's own answer comes before joining.


class Pair(tuple):
    def __radd__(self, other):
        return ("joined by the pair", other)


class Shy(tuple):
    def __radd__(self, other):
        return NotImplemented


class Own(list):
    def __iadd__(self, other):
        return "own"


values = [1]
values += Pair((2, 3))
print(values)
values = [1]
values += Shy((2, 3))
print(values)
values = [1]
alias = values
values += (4,)
values += "ab"
values += {5: 6}
print(values, alias is values)
values = Own([1])
values += Pair((2,))
print(values)
try:
    values = [1]
    values += 5
except TypeError as error:
    print(error)
