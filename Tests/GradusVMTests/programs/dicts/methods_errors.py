d = {"a": 1}
print(d.setdefault("a", 5), d.setdefault("b"), d.get("z"), d.get("z", 0), d.pop("b"), d.pop("b", "none"), d | {"c": 3}, {"c": 0} | d)
d |= [("e", 5)]
d.update(f=6)
d.update([("g", 7)], h=8)
d.update({"a": 0})
print(d, d.popitem(), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict([("a", 1)], b=2), dict({"x": 1}, y=2), dict(zip("ab", [1, 2])))
for function in [lambda: d["zz"], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: dict([1]), lambda: dict(["abc"]), lambda: dict(1), lambda: {[]: 1}, lambda: d.update(1), lambda: d | [1], lambda: dict([("a",)]), lambda: {}[1, 2], lambda: d.get([]), lambda: dict(a=1, **{"a": 2})]:
    try:
        print(function())
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
