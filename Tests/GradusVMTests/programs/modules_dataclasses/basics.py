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


show(lambda: P(1))
show(lambda: P(x=1, y=2))
show(lambda: P(1) == P(1, 0))
show(lambda: P(1) == 1)
show(lambda: P.__doc__)
show(lambda: P.__match_args__)
show(lambda: asdict(P(1)))
show(lambda: astuple(P(1)))
show(lambda: replace(P(1), y=5))
show(lambda: [f.name for f in fields(P)])
show(lambda: (is_dataclass(P), is_dataclass(P(1)), is_dataclass(3)))
show(lambda: P.__init__.__annotations__)
show(lambda: P.__hash__)
