# Results that are exactly minus a power of the word size once lost their carry.
values = [0, 1, -1, 2**63, -2**63, 2**64, -2**64, 2**64 - 1, 1 - 2**64, 2**128 - 1, -2**128, 2**65 + 12345]
for x in values:
    for y in values:
        assert x & y == ~(~x | ~y) and x | y == ~(~x & ~y) and x ^ y == (x | y) & ~(x & y)
        assert x & ~x == 0 and x | ~x == -1 and x ^ ~x == -1
print((2**64 - 1) ^ -1, -1 & -2**64, (1 - 2**64) ^ -1)
