import cmath

for z in (1 + 2j, -1 + 0j, 0.5j, 2 - 3j):
    print(*(f"{f.__name__} {f(z):.10g}" for f in (cmath.sqrt, cmath.exp, cmath.log, cmath.sin, cmath.cos, cmath.tan, cmath.sinh, cmath.cosh, cmath.asin, cmath.acos, cmath.atan, cmath.log10)))
print(cmath.sqrt(-1), cmath.polar(3 + 4j), cmath.phase(-1), cmath.rect(2, 0), cmath.isclose(1j, 1j + 1e-12), cmath.pi, cmath.infj, cmath.isnan(cmath.nanj))
try:
    cmath.log(0)
except ValueError as error:
    print(error)
