from enum import Enum, unique


def attempt(body):
    try:
        body()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def repeated():
    class E(Enum):
        A = 1
        A = 2


def extended():
    class E(Enum):
        A = 1

    class F(E):
        B = 2


def reserved():
    class E(Enum):
        _x_ = 1


def not_unique():
    @unique
    class E(Enum):
        A = 1
        B = 1
        C = 1


for body in (repeated, extended, reserved, not_unique):
    attempt(body)
