# What the native part of decimal is told by anybody but decimal itself does no harm. CPython has no such part.
import decimal

try:
    import _decimalnumber as parts
except ImportError:
    parts = None


class Stranger:
    def __add__(self, other):
        return "sum"


context = decimal.getcontext()
if parts:
    try:
        parts.install(Stranger)
    except TypeError:
        pass
    limits = (-2 ** 63, 2 ** 63 - 1)
    for precision in limits + (0, 2 ** 70):
        parts.use(precision, "ROUND_UP", *limits, 0, 0, {}, 1, 2)
        str(decimal.Decimal(12) + 1)
    parts.use(5, "ROUND_NOWHERE", -9, 9, 0, 0, [], 1, 2)
print(Stranger() + Stranger(), decimal.Decimal(12) + 1, decimal.Decimal(1) / 3)
context.prec = 5
print(decimal.Decimal(1) / 3, decimal.Decimal("1e999999") * 1 == decimal.Decimal("1e999999"))
