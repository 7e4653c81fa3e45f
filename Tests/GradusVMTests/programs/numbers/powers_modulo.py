# pow with three arguments, for moduli of one word and of more.
print(pow(3, 10**30, 10**9 + 7), pow(-3, 5, 7), pow(3, 5, -7), pow(3, -1, 7), pow(5, 0, 1), pow(0, 0, 7))
print(pow(123456789, 987654321, 2**64 - 59), pow(2**100, 3, 2**90 + 1), pow(7, 2**70, 2**130 + 3))
print(pow(-(2**80), 77, 2**64 + 13), pow(2**80, 77, -(2**64) - 13))
for a in (2, -3, 10**20):
    for b in (0, 1, 2, 41, 42):
        print(a, b, a**b)
for arguments in ((2, 3, 0), (2, -1, 4), (2.0, 3, 5)):
    try:
        print(pow(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
