import math


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: math.factorial(-1))
show(lambda: math.factorial(2.5))
show(lambda: math.sqrt(-1))
show(lambda: math.log(0))
show(lambda: math.exp(1000))
show(lambda: math.comb(-1, 2))
show(lambda: math.sqrt('a'))
show(lambda: math.isqrt(-1))
show(lambda: math.gcd(1.5, 2))
show(lambda: math.pow(-8, 1 / 3))
show(lambda: math.acos(2))
show(lambda: math.floor(float('inf')))
