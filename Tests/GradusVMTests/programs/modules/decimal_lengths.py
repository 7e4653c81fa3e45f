# Numbers of all lengths up to and beyond two machine words, under many contexts: results and flags.
import decimal
import random
from decimal import Decimal, getcontext

draw = random.Random(5)
ROUNDINGS = [decimal.ROUND_DOWN, decimal.ROUND_UP, decimal.ROUND_FLOOR, decimal.ROUND_CEILING, decimal.ROUND_HALF_UP,
             decimal.ROUND_HALF_DOWN, decimal.ROUND_HALF_EVEN, decimal.ROUND_05UP]


def number():
    digits = draw.choice([0, 1, 2, 3, 5, 9, 17, 18, 19, 20, 37, 38, 39, 45])
    value = 0 if digits == 0 else draw.randrange(10 ** (digits - 1), 10 ** digits)
    if draw.random() < 0.2:
        value = int(str(value)[:max(1, digits // 2)].ljust(digits or 1, draw.choice("059")))
    return Decimal((draw.randrange(2), tuple(map(int, str(value))), draw.choice([0, 0, -1, -2, -3, 2, -12, 9, -40, 30])))


def flags():
    context = getcontext()
    raised = [signal.__name__ for signal in (decimal.Inexact, decimal.Rounded, decimal.Clamped) if context.flags[signal]]
    context.clear_flags()
    return raised


def attempt(action):
    try:
        return action()
    except decimal.DecimalException as error:
        return type(error).__name__


def operate():
    a, b = number(), number()
    if draw.random() < 0.15:
        b = draw.choice([0, 1, -1, 7, 10 ** 18, -(2 ** 63), 2 ** 70])
    print(a, b, attempt(lambda: a + b), attempt(lambda: a - b), attempt(lambda: a * b), attempt(lambda: a / b), flags())
    print(a < b, a <= b, a == b, a != b, a > b, a >= b, attempt(lambda: b - a), attempt(lambda: b / a), flags())
    unit = Decimal((0, (1,), draw.choice([0, -2, -5, 1])))
    print(attempt(lambda: a.quantize(unit)), attempt(lambda: a.quantize(unit, rounding=draw.choice(ROUNDINGS))), flags())


for precision in (1, 2, 5, 9, 16, 19, 28, 38, 50):
    for rounding in ROUNDINGS:
        getcontext().prec = precision
        getcontext().rounding = rounding
        for _ in range(4):
            operate()

# Narrow exponents, lost digits that are errors, clamping.
with decimal.localcontext() as context:
    context.prec, context.Emax, context.Emin = 6, 9, -9
    for _ in range(30):
        operate()
    context.clamp = 1
    for _ in range(20):
        operate()
with decimal.localcontext() as context:
    context.prec = 5
    context.traps[decimal.Inexact] = True
    for _ in range(20):
        operate()
    context.traps[decimal.Inexact] = False
    context.traps[decimal.Rounded] = True
    for _ in range(20):
        operate()

for text in ("1", "-1", "+1.50", "0.000", "-0", ".5", "5.", "00012.3400", "1" * 38, "1" * 39, "0." + "0" * 40 + "1", "1e5",
             "", ".", "-", "1.2.3", "1_000.5", " 7 ", "٣", "Infinity", "-nan", "0.0000001", "0.000001", "12E-3"):
    print(repr(text), attempt(lambda: repr(Decimal(text))), attempt(lambda: str(Decimal(text) + 0)))


class Money(Decimal):
    pass


m = Money("2.50")
m.currency = "KRW"
print(m + 1, type(m + m), m.currency, m == Decimal("2.5"), hash(m) == hash(2.5), {m: 1}[Decimal("2.5")])
print(sum([Decimal("0.1")] * 10), sum([Decimal(1)] * 3, Decimal("0.00")), max(Decimal(2), 3, Decimal("3.5")))
try:
    Decimal(1).x = 2
except AttributeError as error:
    print(type(error).__name__)
