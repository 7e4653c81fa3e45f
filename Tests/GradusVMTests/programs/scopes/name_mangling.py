class A:
    __secret = 1
    def __init__(self):
        self.__value = 2
    def get(self):
        return self.__value, self.__secret, A.__secret
    def __method(self):
        return "private"
    def call(self):
        return self.__method()
    def local(self):
        __x = 5
        def inner(): return __x
        return inner(), sorted(locals())
    def keyword(self, __k=1):
        return __k
    __dunder__ = "kept"
    __ = "two"
class _B:
    __attr = 9
class __C(A):
    def peek(self):
        try:
            return self.__value
        except AttributeError as error:
            return str(error)
a = A()
print(a.get(), a.call(), a._A__value, vars(a), a.local(), a.keyword(_A__k=3), A.__dunder__, _B._B__attr)
print(sorted(n for n in vars(A) if "A__" in n), __C().peek())
try:
    a.__value
except AttributeError as error:
    print(error)
