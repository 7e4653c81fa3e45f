import copy
import functools
import pickle


def power(base, exponent=2, *, modulus=None):
    return pow(base, exponent, modulus)


made = functools.partial(power, 3, modulus=7)
made.note = ["kept"]
for copied in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
    print(copied.func is power, copied.args, copied.keywords, copied.note, copied(), copied.note is made.note)
print(made.__reduce__()[1][0] is power, made.__reduce__()[2][1:])

other = functools.partial(power)
other.__setstate__((max, (4,), {}, {"label": "largest"}))
print(other(9), other.label, other)
for state in ((max, (), {}), (max, (), {}, None, None), (max, 1, {}, None), (1, (), {}, None), None):
    try:
        other.__setstate__(state)
    except TypeError as error:
        print(error)

other.__setstate__((other, (), {}, {}))
print(other)
other.__setstate__((max, (other,), {}, {}))
print(other)
other.__setstate__((max, (), {"key": other}, {}))
print(other)
