from enum import Enum


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)


class Coded(Enum):
    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member

    A = (1, "one")
    B = (2, "two")


print(Planet.EARTH.gravity, Planet((3.303e23, 2.4397e6)), Planet.EARTH.value)
print(Coded(2), Coded.B.label, repr(Coded.A))
