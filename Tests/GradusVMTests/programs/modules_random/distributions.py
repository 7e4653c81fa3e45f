import random

random.seed(7)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: random.random())
show(lambda: random.triangular(1, 5, 2))
show(lambda: random.normalvariate(0, 1))
show(lambda: random.lognormvariate(0, 1))
show(lambda: random.expovariate(2))
show(lambda: random.vonmisesvariate(0, 1))
show(lambda: random.gammavariate(2, 3))
show(lambda: random.gammavariate(0.5, 3))
show(lambda: random.paretovariate(3))
show(lambda: random.weibullvariate(1, 2))
show(lambda: random.randbytes(5))
show(lambda: random.randrange(0, 100, 7))
show(lambda: random.randrange(0))
show(lambda: random.randrange(1.5))
show(lambda: random.sample([1, 2, 3], 2, counts=[1, 2, 3]))
show(lambda: random.choices('ab', cum_weights=[1, 3], k=3))
show(lambda: random.getrandbits(-1))
show(lambda: random.seed([1]))
