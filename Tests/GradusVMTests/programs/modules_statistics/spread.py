from statistics import *


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: stdev([1, 2, 3, 4]))
show(lambda: pstdev([1, 2, 3, 4]))
show(lambda: variance([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]))
show(lambda: pvariance([0.0, 0.25, 0.25, 1.25]))
show(lambda: variance([1]))
show(lambda: quantiles([1, 2, 3, 4, 5]))
show(lambda: quantiles(range(100), n=10))
show(lambda: quantiles([1]))
show(lambda: covariance([1, 2, 3], [1, 2, 4]))
show(lambda: correlation([1, 2, 3], [1, 2, 4]))
show(lambda: correlation([1, 1], [1, 2]))
show(lambda: linear_regression([1, 2, 3], [2, 4, 7]))
show(lambda: linear_regression([1, 1], [1, 2]))
