from dataclasses import dataclass


@dataclass(slots=True)
class S:
    x: int
    y: int = 5


s = S(1)
print(s, S.__slots__)
for attempt in (lambda: setattr(s, "z", 1), lambda: s.__dict__):
    try:
        attempt()
    except AttributeError as error:
        print(error)
