print(pow(0, -1, 1), pow(5, -1, 1), pow(5, -3, -1), pow(1, -1, -1), pow(3, 5, -7), pow(-3, -1, 7))
for a, m in [(2, 4), (0, 5), (6, -9)]:
    try:
        print(pow(a, -1, m))
    except ValueError as error:
        print(error)
