from dataclasses import dataclass, field, asdict, astuple, replace, fields
@dataclass(order=True)
class P:
    x: int
    y: float = 0.5
    tags: list = field(default_factory=list, compare=False)
p = P(1)
p.tags.append("t")
print(p, P(1) == P(1), P(1) < P(2), asdict(p), astuple(p), replace(p, x=7), [f.name for f in fields(P)])
@dataclass(frozen=True)
class F:
    a: int
    def __post_init__(self):
        print("post", self.a)
f = F(3)
try:
    f.a = 4
except Exception as e:
    print(type(e).__name__, e)
print(hash(f) == hash(F(3)), {f: 1}[F(3)])
for g in (lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, q=2)):
    try:
        g()
    except TypeError as e:
        print(e)
