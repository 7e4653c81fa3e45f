from typing import Protocol, runtime_checkable, Literal, TypedDict, cast, get_type_hints, Final, ClassVar, overload
@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...
class Box:
    def size(self): return 3
print(isinstance(Box(), Sized), isinstance(5, Sized), Literal["a", "b"], cast(int, "x"))
class Movie(TypedDict):
    name: str
m: Movie = {"name": "x"}
print(m, get_type_hints(Box.size), Movie(name="y"))
