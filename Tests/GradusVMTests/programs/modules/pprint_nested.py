from pprint import pprint, pformat
pprint({"b": [1, 2, 3], "a": {"x": (1,), "y": None}})
pprint(list(range(40)))
pprint({"name": "a" * 30, "values": list(range(20)), "nested": {"k" + str(i): i * 1000 for i in range(8)}})
print(pformat([1, [2, [3, [4]]]], depth=2), pformat({3: 1, 1: 2}), pformat((1,)))
pprint([["x" * 20] * 4, {"key": "y" * 60}], width=50)
