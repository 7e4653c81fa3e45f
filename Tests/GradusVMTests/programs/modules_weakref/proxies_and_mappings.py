import collections.abc
import copy
import weakref


class Number:
    def __init__(self, value):
        self.value = value

    def __floordiv__(self, other):
        return self.value // other

    def __rfloordiv__(self, other):
        return other // self.value

    def __matmul__(self, other):
        return ("matmul", other)

    def __radd__(self, other):
        return other + self.value

    def __iadd__(self, other):
        self.value += other
        return self

    def __index__(self):
        return self.value

    def __neg__(self):
        return -self.value

    def __repr__(self):
        return f"Number({self.value})"


number = Number(10)
proxy = weakref.proxy(number)
print(proxy // 3, 35 // proxy, proxy @ 2, 1.5 + proxy, -proxy, [0] * 11 == [0] * (proxy.__index__() + 1), bin(proxy))
proxy += 5
print(number, type(weakref.proxy(number)).__name__)


class Lines:
    def __init__(self):
        self.left = [3, 2, 1]

    def __iter__(self):
        return weakref.proxy(self)

    def __next__(self):
        if not self.left:
            raise StopIteration
        return self.left.pop()

    def __reversed__(self):
        return iter("cba")


lines = Lines()
print(list(lines), list(reversed(weakref.proxy(lines))))
print(isinstance(weakref.proxy(print_it := lambda: 7), weakref.CallableProxyType), weakref.proxy(print_it)())
print(isinstance(weakref.proxy(number), weakref.ProxyTypes))


class Key:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __deepcopy__(self, memo):
        return Key(self.name + "'")


a, b, c = Key("a"), Key("b"), Key("c")
keys = weakref.WeakKeyDictionary({a: [1], b: [2]})
values = weakref.WeakValueDictionary({"a": a, "b": b})
print(isinstance(keys, collections.abc.MutableMapping), isinstance(weakref.WeakSet(), collections.abc.Set))
print(dict(keys | {c: [3]}), dict({"c": c} | values), keys == weakref.WeakKeyDictionary({a: [1], b: [2]}))
for made in (copy.copy(keys), copy.deepcopy(keys)):
    print(dict(made), made[a] is keys[a])
for made in (copy.copy(values), copy.deepcopy(values), values.copy()):
    print(dict(made), made["a"] is a)
values |= {"c": c}
print(sorted(values), values.popitem()[0], keys.popitem(), len(keys))
print([r() for r in values.itervaluerefs()])
chosen = weakref.WeakSet([a, b])
print(len(copy.copy(chosen)), len(copy.deepcopy(chosen)), len(chosen & {a}))
reference = weakref.ref(a)
print(copy.copy(reference) is reference, copy.deepcopy(reference) is reference, reference in weakref.getweakrefs(a))


class Named(weakref.ref):
    def __init__(self, target, callback=None, name=""):
        super().__init__(target, callback)
        self.name = name


named = Named(b, name="second")
print(named() is b, named.name)
