# Exceptions that are raised, caught and dropped in loops: arguments, contexts and tracebacks of one never show in another.

class Odd(Exception):
    pass


class Holding(Exception):
    def __init__(self, text, *, code):
        super().__init__(text)
        self.code = code


def check(value):
    if value % 2:
        raise Odd(value, "odd")
    return value


def deep(n, value):
    return check(value) if n == 0 else deep(n - 1, value)


seen = []
for i in range(6):
    try:
        deep(i, i)
    except Odd as error:
        frames = []
        place = error.__traceback__
        while place:
            frames.append(place.tb_lineno)
            place = place.tb_next
        seen.append((error.args, error.__context__, error.__cause__, len(frames)))
print(seen)

kept = []
for i in range(5):
    try:
        try:
            check(2 * i + 1)
        except Odd as error:
            raise KeyError(i) from error
    except KeyError as error:
        kept.append(error)
print([(e.args, type(e.__cause__).__name__, e.__cause__.args, e.__suppress_context__) for e in kept])
del kept

for i in range(3):
    try:
        {}[i]
    except KeyError as error:
        print(repr(error), error.__context__, error.__cause__, error.__suppress_context__)
    try:
        [][i]
    except IndexError as error:
        print(repr(error), error.__context__)
    try:
        int("x")
    except (TypeError, ValueError) as error:
        print(repr(error))

for i in range(3):
    try:
        raise Holding("text", code=i)
    except Holding as error:
        print(error, error.code, vars(error))
    try:
        raise Odd
    except Odd as error:
        print(repr(error), vars(error))
        error.note = i

odd = Odd("again")
for i in range(2):
    try:
        raise odd
    except Odd as error:
        place = error.__traceback__
        count = 0
        while place:
            count += 1
            place = place.tb_next
        print(count)

try:
    try:
        raise ValueError("first")
    finally:
        print("finally")
except ValueError as error:
    print(error.__context__)


def generate():
    try:
        yield 1
        raise Odd("inside")
    except Odd:
        yield 2
        raise


try:
    for value in generate():
        print(value)
except Odd as error:
    print(error, error.__context__)
