from operator import attrgetter, itemgetter, methodcaller


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: itemgetter(1)([1, 2]))
show(lambda: itemgetter(0, 2)('abc'))
show(lambda: attrgetter('real')(5))
show(lambda: attrgetter('real.imag', 'imag')(5))
show(lambda: attrgetter('nothing')(5))
show(lambda: methodcaller('upper')('a'))
show(lambda: methodcaller('split', sep=',')('a,b'))
show(lambda: attrgetter(3))
