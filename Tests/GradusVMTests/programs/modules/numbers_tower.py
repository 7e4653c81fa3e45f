import numbers
from fractions import Fraction
from decimal import Decimal

for value in (1, 1.5, 1j, True, Fraction(1, 2), Decimal(1), "x"):
    print(value, [c.__name__ for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(value, c)])
