for value in [1.0, 0.5, -3.75, 0.1, 0.0, -0.0, 1e-320, 1e308, float("inf"), float("nan")]:
    print(value.hex())
for text in ["0x1.8p1", "1.8", "0x.1", "-0x1p-1074", "inf", "0x1p1023", " 0xa ", "nan"]:
    print(text, float.fromhex(text))
for text in ["", "0x", "xyz", "0x1p1024", "1.8p"]:
    try:
        print(float.fromhex(text))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print((0.5).as_integer_ratio(), (-2.5).as_integer_ratio(), (0.1).as_integer_ratio(), (3.0).is_integer(), (3.5).is_integer())
for value in [float("inf"), float("nan")]:
    try:
        value.as_integer_ratio()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
    try:
        int(value)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
