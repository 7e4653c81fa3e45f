# round to decimal digits follows the exact binary value, halves to even.
for value in (0.5, 1.5, 2.5, 2.675, 1.005, -2.675, 0.1 + 0.2, 1234.5678, 1e15 + 0.3, 5e-324, 1e300, -0.0, 99999.995):
    print(value, [round(value, digits) for digits in range(-3, 18)])
print(round(2.5), round(-2.5), round(3.5), round(1e20), round(12345, -2), round(15, -1), round(25, -1))
