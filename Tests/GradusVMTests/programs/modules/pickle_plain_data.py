import pickle

value = {"a": [1, -2, 3.5, 10**20, -10**30], "b": (None, True, False), "c": {1, 2}, "d": b"\0x", "e": "한글", "f": frozenset([1]), 1: (1,), "g": 1j, "h": range(3), "i": bytearray(b"z")}
for protocol in range(6):
    print(protocol, pickle.loads(pickle.dumps(value, protocol)) == value)
print(pickle.dumps([1, "a", None, (1, 2)]), pickle.dumps({"k": 2.5}), pickle.dumps(300), pickle.dumps(-1), pickle.dumps("x" * 3, 0))
shared = []
a, b = pickle.loads(pickle.dumps([shared, shared]))
print(a is b)
loop = []
loop.append(loop)
copy = pickle.loads(pickle.dumps(loop))
print(copy[0] is copy)
