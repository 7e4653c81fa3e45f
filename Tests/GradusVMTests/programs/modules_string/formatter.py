from string import Formatter

F = Formatter()


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F.format('{} {}', 1, 2))
show(lambda: F.format('{0.real} {1[0]} {2[k]}', 5, [9], {'k': 7}))
show(lambda: F.format('{:{}}|{!r}', 'a', 5, 'x'))
show(lambda: list(F.parse('a{b!r:c}d{{e}}{f.g[h]}')))
show(lambda: F.format('{'))
show(lambda: F.format('}'))
show(lambda: F.format('{x}'))
show(lambda: F.format('{} {0}', 1))
show(lambda: F.format('{5}'))
