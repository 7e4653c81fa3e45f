from typing import Generic, List, TypeVar


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


K = TypeVar("K")
V = TypeVar("V")


class Pair(Generic[K, V]):
    def __init__(self, key: K, value: V):
        self.key, self.value = key, value


class Same(Pair[K, K]):
    pass


class Numbers(List[int]):
    pass


pair = Pair[str, int]("a", 1)
print(pair.key, pair.value, pair.__orig_class__)
print(Pair[str, V], Pair[str, V][int], Pair.__parameters__, Same.__parameters__, Same[int])
print(Numbers([1, 2]), Numbers.__mro__)
show(lambda: Pair[int])
show(lambda: Numbers[int])
