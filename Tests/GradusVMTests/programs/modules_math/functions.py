import math


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (math.comb(5, 2), math.perm(5)))
show(lambda: math.isqrt(17))
show(lambda: math.prod([1, 2, 3], start=2))
show(lambda: math.dist([0, 0], [3, 4]))
show(lambda: math.hypot(3, 4, 12))
show(lambda: math.fsum([0.1] * 10))
show(lambda: (math.gcd(12, 18, 27), math.lcm(4, 6)))
show(lambda: (math.gcd(), math.gcd(True, 4), math.gcd(-2 ** 63, 6)))
show(lambda: (math.modf(3.5), math.frexp(8), math.ldexp(0.5, 4)))
show(lambda: math.copysign(1, -0.0))
show(lambda: math.isclose(0.1 + 0.2, 0.3))
show(lambda: (math.nextafter(1, 2), math.ulp(1.0)))
show(lambda: (math.remainder(5, 3), math.fmod(-5, 3)))
show(lambda: (math.cbrt(27), math.exp2(3)))
show(lambda: (math.log(8, 2), math.log2(1024), math.log(10 ** 400)))
