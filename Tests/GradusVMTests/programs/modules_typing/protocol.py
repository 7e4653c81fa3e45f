from typing import Protocol, runtime_checkable


class Quacks(Protocol):
    def quack(self) -> str: ...


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


class Duck(Quacks):
    def __init__(self):
        self.sound = "quack"

    def quack(self):
        return self.sound


print(isinstance(File(), Closes), isinstance(3, Closes), issubclass(File, Closes), Duck().quack())
for attempt in (lambda: isinstance(Duck(), Quacks) and isinstance(File(), Quacks), Quacks):
    try:
        attempt()
    except TypeError as error:
        print(error)
