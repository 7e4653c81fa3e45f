from collections import ChainMap

c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c, c["a"], len(c), list(c), dict(c), c.parents, c.new_child({"z": 0}), "b" in c, c.get("q", 5))
c["n"] = 4
del c["a"]
print(c, c | {"k": 1})
for attempt in (lambda: c["none"], lambda: c.pop("b"), ChainMap().popitem):
    try:
        attempt()
    except KeyError as error:
        print(error)
