import copy

a = [1, [2, 3], {"a": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
print(b is a, b[1] is a[1], c[1] is a[1], c == a)
loop = [1]
loop.append(loop)
d = copy.deepcopy(loop)
print(d is loop, d[1] is d)


class Stated:
    def __init__(self):
        self.a, self.b = 1, 2

    def __getstate__(self):
        return {"a": self.a}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.restored = True


class Reduced:
    def __init__(self, x):
        self.x = x

    def __reduce__(self):
        return Reduced, (self.x * 2,)


print(copy.copy(Stated()).__dict__, copy.deepcopy(Reduced(3)).x)
