# Whole quotients and remainders with the greatest precision need no power of ten of that size.
import decimal
from decimal import Decimal

context = decimal.getcontext()
context.prec, context.Emax, context.Emin = decimal.MAX_PREC, decimal.MAX_EMAX, decimal.MIN_EMIN
print(Decimal(3) + 4, Decimal(3) * 4)


def product(first, last):
    middle = (first + last) // 2
    return first if first == last else product(first, middle) * product(middle + 1, last)


context.prec = 1000000
print(len(str(product(Decimal(1), Decimal(300)))), product(Decimal(1), Decimal(20)), Decimal(17) // 5, Decimal(-17) % 5)
print(divmod(Decimal("17.5"), Decimal("0.25")), Decimal(7).remainder_near(4), Decimal(10).to_integral_value())
