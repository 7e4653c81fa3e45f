import types

n = types.SimpleNamespace(a=1, b="x")
n.c = [n]
print(n.a, types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), types.SimpleNamespace(x=1, y="z"), n)
proxy = types.MappingProxyType({"a": 1})
print(proxy, repr(proxy), proxy["a"], dict(proxy), proxy | {"b": 2}, "a" in proxy)
try:
    proxy["b"] = 2
except TypeError as error:
    print(error)
print(types.MethodType(lambda self, x: (self, x), 5)(6))
Made = types.new_class("Made", (), {}, lambda namespace: namespace.update(z=3))
print(Made.z, Made.__name__, isinstance((x for x in ()), types.GeneratorType), isinstance(int | str, types.UnionType))
