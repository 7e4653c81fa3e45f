a, b = {"x": 1, "y": 2, "z": 3}, {"y": 2, "z": 4, "w": 5}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b), sorted(a.keys() - b.keys()), sorted(a.keys() ^ b.keys()), sorted(a.items() & b.items()), sorted(a.keys() & ["x", "q"]))
print(a.keys() == {"x", "y", "z"}, a.keys() <= {"x", "y", "z", "w"}, a.keys() > {"x"}, a.keys().isdisjoint(["q"]), a.items() == {("x", 1), ("y", 2), ("z", 3)}, ("x", 1) in a.items(), ("x", 2) in a.items(), 2 in a.values())
print(a.keys(), a.values(), a.items(), len(a.keys()), list(reversed(a.keys())), list(reversed(a.items())), list(reversed(a)), a.values() == a.values())
keys = a.keys()
a["new"] = 0
print(keys, keys.mapping["new"], type(keys.mapping).__name__, {1} | {1: 2}.keys(), ["x"] - a.keys())
try:
    hash(a.keys())
except TypeError as error:
    print(error)
try:
    a.keys()[0]
except TypeError as error:
    print(error)
