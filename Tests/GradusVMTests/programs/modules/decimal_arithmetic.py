from decimal import Decimal as D, getcontext

print(D("1.1") + D("2.2"), D(1) / 3, D("0.1") * 3, D("7") // 2, D(-7) % 3, divmod(D(7), D("2.5")), D(2) ** 10, D(2) ** D("0.5"))
print(D(0.1), D("1E+5"), D("0.000001"), D("1e-7"), D("-0"), D("NaN"), D("Infinity"), D((1, (1, 2, 3), -2)), 3 - D("1.5"), D(" 1_000.5 "))
print(D("1.50") == D("1.5"), D("1.5") == 1.5, D(3) > 2, hash(D("1.5")) == hash(1.5), max(D(1), D(2)), sum([D("0.1")] * 10), bool(D(0)))
print(-D("1.5"), abs(D("-2")), int(D("3.9")), float(D("2.5")), round(D("2.675"), 2), round(D("2.5")), D("2.50").normalize(), D("100").normalize())
getcontext().prec = 6
print(D(1) / 7, D("3.1415926535") + 0, D("3.1415926535"), D(2).sqrt())
