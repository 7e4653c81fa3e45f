class Plugin:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry.append((cls.__name__, tag))
class A(Plugin, tag="a"): pass
class B(Plugin): pass
print(Plugin.registry)
try:
    class C(int, wrong=1): pass
except TypeError as e:
    print(e)
