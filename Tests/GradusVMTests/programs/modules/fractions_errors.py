from fractions import Fraction as F

for make in (lambda: F(1, 0), lambda: F("x"), lambda: F("1/0"), lambda: F(1.5, 2), lambda: F([]), lambda: F(1, 2) / 0,
             lambda: F(1, 2) + "a", lambda: F(float("nan")), lambda: F(0) ** -1):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
