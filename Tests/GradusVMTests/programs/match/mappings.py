def f(x):
    match x:
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": "rect", "size": [w, h]}: return f"rect {w}x{h}"
        case {"a": 1, **rest}: return f"rest {rest}"
        case {"x": {"y": [_, second, *_]}}: return f"deep {second}"
        case {1: _, 2.5: v}: return f"numbers {v}"
        case {}: return "any mapping"
    return "not a mapping"
import collections
for value in [{"type": "circle", "r": 2}, {"type": "rect", "size": (1, 2)}, {"a": 1, "b": 2}, {"a": 1}, {"x": {"y": [1, 2, 3]}}, {1: 0, 2.5: "v"}, {}, {"z": 1}, [], collections.OrderedDict(a=1), collections.defaultdict(int)]:
    print(f(value))
d = collections.defaultdict(list)
match d:
    case {"missing": x}: print("found")
    case _: print("default not made", dict(d))
class K: NAME = "key"
match {"key": 5}:
    case {K.NAME: v}: print(v)
