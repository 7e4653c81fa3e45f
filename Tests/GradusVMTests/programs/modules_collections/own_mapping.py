from collections.abc import MutableMapping


class Lower(MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = Lower()
m.update({"A": 1}, B=2)
print(dict(m), "a" in m, m.get("Z", 0), m.setdefault("C", 3), m.pop("A"), list(m.items()), m.keys() & {"b"}, m == {"b": 2, "c": 3})
match m:
    case {"b": value}:
        print("matched", value)
try:
    m.pop("none")
except KeyError as error:
    print(error)


class Unfinished(MutableMapping):
    pass


try:
    Unfinished()
except TypeError as error:
    print(error)
