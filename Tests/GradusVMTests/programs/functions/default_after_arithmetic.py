# An operand left behind by arithmetic is no argument of the next call.
def make(a, b, c, s=None):
    return a, b, c, s


class Box:
    prec = 1


def compute(box):
    x = 5
    if x % (5 * 10 ** (3 - box.prec - 1)):
        pass
    x + (5 * (2 * (x - box.prec)))
    return make(0, 1, 2)


print(compute(Box()))
