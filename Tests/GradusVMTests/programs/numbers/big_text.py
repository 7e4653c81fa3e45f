# Long integers to text and back.
for exponent in (18, 19, 20, 38, 39, 57, 100, 1000, 4000):
    for value in (10**exponent, 10**exponent - 1, 7**exponent % 10**exponent, -(3**exponent) % 10**exponent):
        text = str(value)
        print(exponent, len(text), text[:30], text[-30:], int(text) == value, int("-" + text) == -value)
print(f"{3**50:,} {-(3**50):x} {3**50:>40d} {2**70:b}")
print(int("ff" * 20, 16), int("z" * 30, 36), int("1" * 100, 2))
