from typing import NewType, cast, final, get_overloads, overload

UserId = NewType("UserId", int)
print(UserId, UserId(5) + 1, UserId.__supertype__, UserId.__name__)
print(cast(int, "text"))


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x * 2


print(f(2), f("a"), len(get_overloads(f)))


@final
class Last:
    pass


print(Last.__final__)
try:
    class Id(UserId):
        pass
except TypeError as error:
    print(error)
