for value in [0, 1, -1, 255, -256, 2**64, -(2**64) + 1]:
    print(value.bit_length(), value.bit_count(), value.as_integer_ratio(), value.conjugate(), value.numerator, value.denominator)
print((5).real, (5).imag, True.bit_count(), (-7).__abs__(), (7).__floor__(), (7).__ceil__(), (7).__trunc__())
print((12345).__round__(-2), round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(5, 3))
print(int.__add__(1, 2), (1).__add__(1.5), (2).__pow__(5, 7), (1).__rsub__(3), (7).__divmod__(2), (7).__rfloordiv__(30))
