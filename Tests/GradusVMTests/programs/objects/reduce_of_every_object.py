import copy


class Point:
    def __init__(self, x):
        self.x = x


class Kept(Point):
    def __reduce__(self):
        return Kept, (self.x + 1,)


p = Point(1)
print(p.__getstate__(), object().__getstate__(), p.__reduce_ex__(2)[1:3])
print(Kept(1).__reduce_ex__(4), copy.copy(Kept(1)).x, copy.deepcopy(p).x)
print((5).__getnewargs__(), True.__getnewargs__(), "a".__getnewargs__(), (2.5).__getnewargs__(), b"x".__getnewargs__())
print(object.__subclasshook__(int))
