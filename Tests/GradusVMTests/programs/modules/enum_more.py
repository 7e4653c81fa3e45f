from enum import Enum, StrEnum, IntFlag, Flag, auto, unique
class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def density(self):
        return round(self.mass / self.radius, 3)
    @classmethod
    def heavy(cls):
        return [p for p in cls if p.mass > 1]
print(Planet.EARTH.density, Planet.heavy(), Planet.MARS.value, Planet((0.6, 3.3)))
class S(StrEnum):
    A = auto()
    B = "bee"
print(S.A, S.B == "bee", S.A.upper(), repr(S.B), f"{S.A:>4}")
class P(IntFlag):
    R = 4
    W = 2
print(P.R | P.W, repr(P.R | P.W), P.R | 1, P(6) == 6)
try:
    @unique
    class U(Enum):
        X = 1
        Y = 1
except ValueError as e:
    print(e)
print(Planet.EARTH in Planet, {Planet.EARTH: 1}[Planet.EARTH], Planet.__members__.keys(), Enum("Fun", "A B").B.value)
for x in Planet:
    match x:
        case Planet.EARTH:
            print("home")
        case _:
            print("away")
