from abc import ABCMeta, abstractmethod
class Base(metaclass=ABCMeta):
    @abstractmethod
    def go(self): pass
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "duck") or NotImplemented
class Duck:
    duck = 1
print(isinstance(Duck(), Base), issubclass(int, Base))
Base.register(float)
print(isinstance(1.5, Base))
try:
    Base()
except TypeError as e:
    print(e)
