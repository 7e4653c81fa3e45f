import decimal
from decimal import Decimal as D

for mode in ("ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"):
    print(mode, [str(D(x).quantize(D("1"), rounding=getattr(decimal, mode))) for x in ("2.5", "-2.5", "1.1", "-1.1", "0.5", "5.1")])
print(D("19.999").quantize(D("0.01")), D("1e3").quantize(D("1")), D("7.325").quantize(D(".01"), decimal.ROUND_HALF_UP))
