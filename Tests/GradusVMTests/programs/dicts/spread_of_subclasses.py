class Upper(dict):
    def __getitem__(self, key):
        return "changed"
u = Upper(a=1)
print({**u}, dict(u), u["a"], dict(**u))
class Mapping:
    def keys(self):
        return ["x", "y"]
    def __getitem__(self, key):
        return key * 2
print({**Mapping()}, dict(Mapping()), (lambda **k: k)(**Mapping()))
class NoKeys: pass
for function in [lambda: {**NoKeys()}, lambda: dict(NoKeys()), lambda: (lambda **k: k)(**5)]:
    try:
        function()
    except TypeError as error:
        print(error)
