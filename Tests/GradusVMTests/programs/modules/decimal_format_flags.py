from decimal import Decimal

for text in ("1.50", "-0.0", "0", "123456.789", "-0.001", "1E+3", "NaN", "Infinity"):
    line = []
    for form in ("#", "#.0f", "z", "z.1f", "#g", "z.0e", "+.2f", ",.1f", ">10", "^12.3f", "%", "010.2f", "z.2%", "=+10"):
        try:
            line.append(format(Decimal(text), form))
        except ValueError as error:
            line.append(str(error))
    print(text, line)
