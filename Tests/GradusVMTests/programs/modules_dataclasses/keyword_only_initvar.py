from dataclasses import KW_ONLY, InitVar, dataclass, replace
from typing import ClassVar


@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int


@dataclass
class Scaled:
    value: int
    unit: ClassVar[str] = "m"
    factor: InitVar[int] = 2

    def __post_init__(self, factor):
        self.value *= factor


print(K(1, c=2), K.__match_args__, Scaled(3), Scaled(3, 10), Scaled.unit)
for attempt in (lambda: K(1, 2), lambda: K(1)):
    try:
        attempt()
    except TypeError as error:
        print(error)
