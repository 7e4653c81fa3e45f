for spec in ["", "f", ".0f", ".2f", "e", ".3E", "g", ".3g", "G", "n", "%", ".1%", "10.2f", "<10.2f|", "+.2f", " .2f", "010.2f", ",.2f", "_.2f", "#.0f", "#g", "#.3g", ".10g", "s", "d", "*>12.3f", "=10", ".3", "z.1f", "zg"]:
    for value in [0.0, 3.14159, -1234567.891, 1e20, 1.5e-7, -0.04]:
        try:
            print(spec, value, "[" + format(value, spec) + "]")
        except ValueError as error:
            print(spec, value, error)
print(format(float("inf"), "010.2f"), format(float("nan"), "f"), format(float("-inf"), "F"), f"{float('nan'):08}", f"{1e400:,}", f"{-0.0:z}", f"{-0.001:z.1f}")
