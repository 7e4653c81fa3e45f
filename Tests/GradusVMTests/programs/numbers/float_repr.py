for value in [0.1, 1/3, 1e16, 1e15, 123456789012345.6, 1e-4, 1e-5, 1.0, 100.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 2.5e-7, -0.0]:
    print(value, repr(value), str(value))
print(0.1 + 0.2, 1.1 * 3, 1e100, 12345678.9, float("inf"), float("-inf"), float("nan"))
