from typing import Any, Callable, Dict, Generic, List, NamedTuple, Optional, Tuple, TypeVar, Union
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> Optional[T]: return self.v
print(Box[int](5).get(), List[int], Dict[str, Any], Optional[int], Union[int, str], Tuple[int, ...], Callable[[int], str])
class Emp(NamedTuple):
    name: str
    id: int = 3
print(Emp("a"), Emp("b", 4).id)
def f(x: "int", y: List[str] = None) -> Dict[str, int]: ...
print(f.__annotations__["x"], f.__annotations__["return"])
