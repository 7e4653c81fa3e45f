import types

print(type([].append), type("".join) is type(len), type(print))
print(isinstance([].append, types.BuiltinMethodType), isinstance([].append, types.MethodType))
print([].append.__name__, "a".join.__self__, callable({}.get), [].append == [].append)
words = []
push = words.append
push(1)
print(words, list(map("-".join, ["ab", "cd"])), sorted("bA", key=str.lower))
