ﬁx = 1
print(fix, "fix" in globals(), "ﬁx" in globals())
가각 = 2
print(가각)


class C:
    def ﬁnd(self):
        return "found"


print(C().find(), hasattr(C, "find"))


def f(ªrg=1):
    return arg


print(f(arg=2), f(ªrg=3))
