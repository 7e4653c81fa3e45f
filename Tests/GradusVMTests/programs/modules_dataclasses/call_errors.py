from dataclasses import *


@dataclass
class P:
    x: int
    y: int = 0


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: P())
show(lambda: P(1, 2, 3))
show(lambda: P(1, z=3))
show(lambda: P(1, x=2))
show(lambda: hash(P(1)))
show(lambda: P(1) < P(2))
show(lambda: replace(P(1), z=5))
show(lambda: asdict(3))
show(lambda: fields(3))
show(lambda: replace(3))
show(lambda: P.x)
