print(True + True, True * 3, -True, +False, True / 2, True // 1, True ** 2, sum([True, False, True]), [1, 2][True])
print(isinstance(True, int), bool.__mro__, bool("False"), bool(0.0), bool([0]), bool(None), bool(), int(True), str(True), True == 1.0)
print(True if [] else False, not [], not not "a", "%d" % True, f"{True:d}", f"{True}", f"{True:>6}")
class Empty:
    def __len__(self):
        return 0
class Bad:
    def __bool__(self):
        return 1
print(bool(Empty()))
try:
    bool(Bad())
except TypeError as error:
    print(error)
try:
    class Sub(bool): pass
except TypeError as error:
    print(error)
