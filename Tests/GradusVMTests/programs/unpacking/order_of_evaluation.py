def show(value, name):
    print(name, end=" ")
    return value
class Log(dict):
    def __setitem__(self, key, value):
        print("set", key, value, end="; ")
        super().__setitem__(key, value)
log = Log()
log[show(1, "k1")], log[show(2, "k2")] = show("a", "v1"), show("b", "v2")
print()
log[show(3, "k3")] = log[show(4, "k4")] = show("c", "v3")
print()
{show(1, "a"): show(2, "b"), show(3, "c"): show(4, "d")}
print()
(lambda *a, **k: None)(show(1, "p"), *show([2], "q"), x=show(3, "r"), **show({}, "s"))
print()
log[show(1, "t")] += show("!", "u")
print()
show(1, "x") if show(False, "cond") else show(2, "y")
print()
show(3, "l") < show(2, "m") < show(1, "never")
print()
