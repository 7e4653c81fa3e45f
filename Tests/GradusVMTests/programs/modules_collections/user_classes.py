from collections import UserDict, UserList, UserString


class Doubling(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


d = Doubling(a=1)
d.update(b=2)
print(d, d | {"c": 1}, d.copy(), dict(d), d.pop("a"), list(d.items()))
l = UserList([3, 1, 2])
l.sort()
print(l, l + [4], l[1:], type(l[1:]).__name__, l == [1, 2, 3], 2 in l)
s = UserString("hello")
print(s.upper(), s + "!", s[1:3], s == "hello", type(s.upper()).__name__, s.find("l"), repr(s))
