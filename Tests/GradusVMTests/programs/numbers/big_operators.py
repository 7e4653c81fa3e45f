# Operators on integers around and beyond 64 bits.
edges = [0, 1, -1, 2**62, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64 - 1, 2**64, -(2**64), 3**100, -(3**90), 10**40]
for a in edges:
    for b in edges:
        row = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b]
        if b:
            row += [a // b, a % b, divmod(a, b)]
        print(a, b, row)
    print(-a, abs(a), ~a, a << 70, a >> 70, a << 1, a >> 1, a.bit_length(), a.bit_count(), hash(a))
