from __future__ import annotations
def f(a: List[int], *, b: x . y = 1) -> "C": pass
z: Undefined[1] = 2
a.b: int = 3
