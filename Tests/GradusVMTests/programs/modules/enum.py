from enum import Enum, IntEnum, Flag, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
print(Color.RED, repr(Color.RED), Color(2), Color["RED"], Color.ALIAS is Color.RED, list(Color), [c.name for c in Color], Color.RED.value, len(Color), Color.RED == 1, Color)
class Level(IntEnum):
    LOW = auto()
    HIGH = auto()
print(Level.HIGH > Level.LOW, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), repr(Level.LOW))
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
print(Perm.R | Perm.X, Perm.R in (Perm.R | Perm.W), Perm.X.value, bool(Perm.R & Perm.W))
for f in (lambda: Color(9), lambda: Color["NONE"], lambda: setattr(Color, "RED", 5)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
