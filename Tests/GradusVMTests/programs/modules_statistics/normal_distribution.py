from statistics import NormalDist


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: NormalDist(100, 15))
show(lambda: NormalDist().pdf(0))
show(lambda: NormalDist(100, 15).cdf(115))
show(lambda: NormalDist(100, 15).inv_cdf(0.975))
show(lambda: NormalDist.from_samples([1, 2, 3]))
show(lambda: NormalDist(1, 2) + NormalDist(3, 4))
show(lambda: NormalDist(1, 2) * 3)
show(lambda: NormalDist(1, 2).quantiles(4))
show(lambda: NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)))
show(lambda: NormalDist(0, -1))
show(lambda: NormalDist().inv_cdf(0))
show(lambda: NormalDist(1, 2).samples(2, seed=1))
