for text in ["1.5", " -2 ", "+.5", "1e3", "1E-3", "inf", "-Infinity", "nan", "1_000.5", "٣.٥", "1.", "infinity"]:
    print(repr(text), float(text))
for text in ["", "1__0", "1_.0", ".", "e5", "1e", "abc", "0x10", "1,5"]:
    try:
        print(float(text))
    except ValueError as error:
        print(error)
print(float(b"1.5"), float(10**20), float(), float("1e400"), float("-1e-400"))
try:
    float(10**400)
except OverflowError as error:
    print(error)
try:
    float([])
except TypeError as error:
    print(error)
