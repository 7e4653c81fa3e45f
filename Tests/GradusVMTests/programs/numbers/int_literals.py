# Every form of a numeric literal.
print(0, 00, 0_0, 1_000_000, 0x_ff, 0XFF, 0b1010, 0B_1, 0o17, 0O_7)
print(1., .5, 1e3, 1E-3, 1_0.0_1e1_0, 0e0, 1e308 * 10, 00.5, 09.5)
print(1j, 1.5J, 1e2j, 0j, 1_0j, .5j)
print(0xFFFFFFFFFFFFFFFFFFFF, 123456789012345678901234567890)
print(1 .real, 1.0.real, 1..real)
print(-2 ** 2, 2 ** -1, (-2) ** 2, 2 ** 3 ** 2)
