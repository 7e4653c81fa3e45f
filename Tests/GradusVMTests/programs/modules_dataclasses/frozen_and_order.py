from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = field(default=0)
    note: str = field(default="", compare=False, repr=False)


v = V(1, 2)
print(v, V(1) < V(1, 1), sorted([V(2), V(1, 5), V(1)]), hash(V(1)) == hash(V(1, note="x")), {V(1): "one"}[V(1, 0)])
for change in (lambda: setattr(v, "major", 5), lambda: delattr(v, "major"), lambda: setattr(v, "other", 1), lambda: v < 3):
    try:
        change()
    except Exception as error:
        print(type(error).__name__, error)
