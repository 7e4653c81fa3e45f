print(1 << 70, (1 << 70) >> 68, -1 >> 5, -5 >> 1, 5 & -2, 5 | -8, 5 ^ -1, ~5, ~-1, ~True)
print(2**100 & (2**70 - 1), -(2**100) & 0xFF, -(2**100) | 1, 2**100 ^ 2**99, ~(2**100))
for function in [lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.0 << 1, lambda: 1 & 1.0]:
    try:
        function()
    except (ValueError, TypeError) as error:
        print(error)
print(0 << 10**20, 5 >> 10**20, -5 >> 10**20, True << 3, True & True, True | False, True & 3, True ^ True)
