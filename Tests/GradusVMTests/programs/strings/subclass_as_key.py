class Name(str):
    pass
class Odd(str):
    def __eq__(self, other):
        return str.__eq__(self, other)
    __hash__ = str.__hash__
d = {Name("a"): 1, Odd("b"): 2, "c": 3}
print(d["a"], d["b"], d[Name("c")], d[Odd("c")], "a" in d, "z" in d, d.get("b"))
d["a"] = 10
d["b"] = 20
print(d, len(d), d.pop("b"), {Name("x")} == {"x"})
class Like:
    def __hash__(self):
        return hash("like")
    def __eq__(self, other):
        return other == "like"
print({Like(): 1}["like"], "like" in {Like()})
