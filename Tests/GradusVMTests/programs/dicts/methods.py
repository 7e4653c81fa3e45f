d = dict(a=1, b=2)
print(d.pop("a"), d.pop("zz", None), d.setdefault("c", []), d.setdefault("b", 9), d)
d.update({"x": 1}, y=2)
d.update([("p", 5), ["q", 6]])
print(d, d.popitem(), d)
d.clear()
print(d)
try:
    d.popitem()
except KeyError as e:
    print(e)
try:
    d.pop("k")
except KeyError as e:
    print(e)
