from fractions import Fraction as F

print(F(1, 3) + F(1, 6), F(3, 4) * 2, 1 - F(1, 3), F(1, 2) / F(3, 4), F(7, 2) // 1, F(7, 2) % 2, divmod(F(7, 2), F(1, 3)))
print(F(2, 3) ** 2, F(2, 3) ** -2, F(4) ** 0.5, F(1, 2) + 0.5, 2 ** F(3), -F(1, 2), abs(F(-1, 2)), F(1, 2) + 1j)
print(F("3/4"), F("-1.25"), F("1e-3"), F(0.5), F(" 5 "), F(6, -4), repr(F(1, 2)), str(F(4, 2)), F(True))
print(F(1, 2) == 0.5, F(1, 2) < F(2, 3), F(1, 2) == F(2, 4), hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), F(1, 3) < 0.34)
print(round(F(7, 2)), round(F(5, 2)), round(F(22, 7), 2), int(F(-7, 2)), float(F(1, 3)), F(22, 7).limit_denominator(5))
