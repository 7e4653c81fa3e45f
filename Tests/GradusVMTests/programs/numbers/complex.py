z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, z * 2, z / 2, z ** 2, z == 3 + 4j, bool(0j))
print(complex(1, -0.0), complex(-0.0, 1), complex("1+2j"), complex(" -j "), complex("3"), complex("1e3-2.5J"), complex())
print(1j * 1j, (1 + 2j) / (3 - 4j), 2 ** 1j, 0j ** 0, (1+1j) ** -1, 1j ** 2)
print(repr(1e20j), str(-1j), complex(float("inf"), float("nan")), -0j, 0j - 0, -(0j))
for text in ["", "1+", "1 + 2j", "j1", "1+2"]:
    try:
        print(complex(text))
    except ValueError as error:
        print(error)
for function in [lambda: 1j // 1, lambda: 1j % 1, lambda: int(1j), lambda: float(1j), lambda: 1j / 0, lambda: complex("1", 2), lambda: divmod(1j, 1)]:
    try:
        print(function())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(f"{z:.2f} {z:10} {z:+.1e} {1.5j:g} {z!r:>10}", format(z, "<12"), hash(z) == hash(3 + 4j))
class Number:
    def __complex__(self):
        return 2 - 1j
print(complex(Number()))
