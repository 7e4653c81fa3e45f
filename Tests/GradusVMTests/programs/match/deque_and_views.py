import collections, types
match collections.deque([1, 2, 3]):
    case [first, *rest]:
        print(first, rest)
match memoryview(b"ab"):
    case [a, b]:
        print(a, b)
match types.MappingProxyType({"k": 1}):
    case {"k": v}:
        print(v)
match bytearray(b"x"):
    case bytearray(value):
        print(value)
match range(3):
    case [0, *middle, 2]:
        print(middle)
