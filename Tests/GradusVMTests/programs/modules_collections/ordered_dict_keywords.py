from collections import OrderedDict

d = OrderedDict(a=1)
print(d.pop("z", default=3), d.setdefault("q", default=9), d.setdefault("r"), d.setdefault("a", 5), d)
print(OrderedDict.fromkeys("ab", value=2), OrderedDict.fromkeys("ab"), d.pop("a"))
try:
    d.pop("missing")
except KeyError as error:
    print(repr(error))
