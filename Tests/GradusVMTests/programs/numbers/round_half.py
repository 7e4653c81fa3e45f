print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20)])
print(round(2.675, 2), round(1.005, 2), round(0.125, 2), round(1234.5678, -2), round(5.5, 0), round(-0.4), round(-0.4, 0))
print(round(1e300, 2), round(1.5, 400), round(1.5, -400), round(True), round(7, 0), round(10**30 + 5, -1))
for function in [lambda: round(float("nan")), lambda: round(float("inf")), lambda: round("x"), lambda: round(1.5, "a")]:
    try:
        function()
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
print(round(float("inf"), 1), round(float("nan"), 2))
class Money:
    def __round__(self, digits=None):
        return ("rounded", digits)
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return 41
import math
print(round(Money()), round(Money(), 2), math.floor(Money()), math.ceil(Money()), math.trunc(Money()))
