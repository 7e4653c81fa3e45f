from enum import Enum, IntEnum


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Name(str, Enum):
    A = "a"
    B = "b"


print(Level.LOW, repr(Level.LOW), Level.LOW + 1, Level.LOW < Level.HIGH, f"{Level.HIGH:05d}", [10, 20][Level.LOW], sum(Level))
print(Name.A, repr(Name.A), Name.A == "a", Name.A + "x", f"{Name.A}", {Name.A: 1}["a"], "a" in {Name.A: 1}, sorted(Name))
