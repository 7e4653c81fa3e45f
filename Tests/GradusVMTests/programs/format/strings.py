for spec in ["", "s", "10", "<10", ">10", "^10", "*^10s", ".2", "10.2", "한>6", "=10", "d", "+", ",", "05", "<05", "#"]:
    try:
        print(spec, "[" + format("abcd", spec) + "]")
    except ValueError as error:
        print(spec, error)
print(f"{None!s:>6}", f"{[1]!s:>6}", f"{'é':>3}|{'한':>3}|")
for value in [None, [1], {}, object]:
    try:
        print(format(value, ">10"))
    except TypeError as error:
        print(error)
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __format__(self, spec): return f"({self.x:{spec}}, {self.y:{spec}})"
print(f"{Point(1, 2.5):.2f}", format(Point(1, 2)), "{:>5}".format(Point(1, 2)))
