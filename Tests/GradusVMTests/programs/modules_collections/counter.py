from collections import Counter


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Counter('abracadabra'))
show(lambda: Counter('abracadabra').most_common(2))
show(lambda: Counter(a=1)['z'])
show(lambda: sorted(Counter('aab').elements()))
show(lambda: Counter(a=3, b=1) + Counter(a=1, b=2))
show(lambda: Counter(a=3) - Counter(a=5, b=-2))
show(lambda: Counter(a=3, b=1) & Counter(a=1, b=2))
show(lambda: Counter(a=3) | Counter(b=2))
show(lambda: -Counter(a=-2, b=1))
show(lambda: Counter(a=1) <= Counter(a=2))
show(lambda: Counter('aab').total())
show(lambda: Counter.fromkeys('ab'))
show(lambda: Counter(3))
show(lambda: Counter(a=0) == Counter())
