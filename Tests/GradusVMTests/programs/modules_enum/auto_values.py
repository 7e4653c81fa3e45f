from enum import Enum, Flag, StrEnum, auto


class Number(Enum):
    A = auto()
    B = auto()
    C = 7
    D = auto()


class Word(StrEnum):
    HELLO = auto()
    BYE = "bye!"


class Bits(Flag):
    R = auto()
    W = auto()
    RW = R | W


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.title(), count

    ONE = auto()
    TWO = auto()


print(list(Number), list(Word), Word.HELLO.upper(), f"{Word.BYE}", list(Bits), repr(Bits.RW), list(Named))
