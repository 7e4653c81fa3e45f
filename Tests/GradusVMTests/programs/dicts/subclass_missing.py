class Tree(dict):
    def __missing__(self, key):
        value = self[key] = type(self)()
        return value
t = Tree()
t["a"]["b"]["c"] = 1
print(t, t.get("q"), "q" in t, isinstance(t, dict), dict(t) == t, t.copy().__class__.__name__)
class Lower(dict):
    def __getitem__(self, key):
        return super().__getitem__(key.lower())
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)
    def __contains__(self, key):
        return super().__contains__(key.lower())
low = Lower()
low["ABC"] = 1
low.update(DEF=2)
print(low, low["aBc"], "ABC" in low, low.get("ABC"), "%(ABC)s" % low, list(low), {**low})
