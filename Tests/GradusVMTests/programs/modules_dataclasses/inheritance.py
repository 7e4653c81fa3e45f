from dataclasses import dataclass, field, fields


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    a: str = "z"


@dataclass
class Checked(Base):
    total: int = field(init=False)

    def __post_init__(self):
        self.total = self.a + self.b


print(Child(), Child("q", 1, 2), [f.name for f in fields(Child)], Checked(1, 5))
try:
    @dataclass(frozen=True)
    class Wrong(Base):
        pass
except TypeError as error:
    print(error)
