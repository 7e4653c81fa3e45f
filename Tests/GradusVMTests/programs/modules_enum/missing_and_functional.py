from enum import Enum, IntEnum


class Answer(Enum):
    YES = 1
    NO = 0

    @classmethod
    def _missing_(cls, value):
        return cls.YES if value in ("y", "yes") else None


print(Answer("y"), list(Enum("Animal", "CAT DOG, BIRD")), list(Enum("B", ["X", "Y"], start=5)))
print(list(Enum("C", {"P": "p"})), list(IntEnum("D", "X Y")), Enum("E", "A", module="m").__module__)
try:
    Answer("n")
except ValueError as error:
    print(error)
