from statistics import *


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: mean([1, 2, 3, 4]))
show(lambda: mean([1, 2]))
show(lambda: mean([]))
show(lambda: mean(['a']))
show(lambda: mean([True, False]))
show(lambda: mean([0.1] * 3))
show(lambda: fmean([1, 2], [1, 3]))
show(lambda: geometric_mean([1, 2, 4]))
show(lambda: harmonic_mean([40, 60], weights=[5, 30]))
show(lambda: median([1, 2, 3, 4]))
show(lambda: median_grouped([52, 52, 53, 54]))
show(lambda: mode('aabb'))
show(lambda: multimode('aabbc'))
show(lambda: mode([]))
