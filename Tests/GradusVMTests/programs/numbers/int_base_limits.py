for base in [1, 37, -1, 2**31, 2**63, -2**100, 2**100]:
    try:
        int("42", base)
    except ValueError as error:
        print(base, error)
print(round(8979323, 2**100), round(5, 2**63))
