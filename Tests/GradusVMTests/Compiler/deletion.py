def f():
    x = 1
    def g():
        return x
    del x
    (a, [b]), c = g
    del (a, [b]), c
del module_name
class A:
    y = 1
    del y
