import pickle
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0

    def __getstate__(self):
        print("getstate")
        return [self.x, self.y]

    def __setstate__(self, state):
        print("setstate")
        object.__setattr__(self, "x", state[0])
        object.__setattr__(self, "y", state[1])


print(pickle.loads(pickle.dumps(Point(1, 2))))
