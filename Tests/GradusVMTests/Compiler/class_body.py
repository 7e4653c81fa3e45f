class A(B, C, key=1, **more):
    """A class."""
    x: int = 1
    y = [x for _ in range(3)]
    __z = 2
    def method(self, __p=__z):
        return super().method(self.__q)
    def other(self):
        return __class__
    class Inner:
        pass
def f(v):
    class D:
        w = v
        def m(self):
            nonlocal v
            v = D
    return D
