print(pow(2, 10), pow(2, 10, 1000), pow(2, -1), pow(3, -1, 7), pow(38, -1, mod=97), pow(2, 10**5, 10**9 + 7))
print(pow(-3, 3, 7), pow(3, 3, -7), pow(2, 0, 1), pow(0, 0), pow(0, 0, 1), 0**0, 0.0**0)
print(pow(-8, 1/3), (-1) ** 0.5, 2 ** 0.5, 2.0 ** -2, 10 ** -2, (-2) ** -3)
for arguments in [(2, -1, 4), (2, 2, 0), (2.0, 2, 3), (2, 1.0, 3)]:
    try:
        print(pow(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    print(1e200 ** 2)
except OverflowError as error:
    print(error)
