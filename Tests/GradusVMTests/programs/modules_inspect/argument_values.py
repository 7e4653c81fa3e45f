import inspect


class Settings:
    """Keeps the arguments of a constructor as attributes."""

    def save(self, ignore=()):
        frame = inspect.currentframe().f_back
        _, _, _, values = inspect.getargvalues(frame)
        self.kept = {k: v for k, v in values.items() if k not in {*ignore, "self"} and not k.startswith("_")}
        for k, v in self.kept.items():
            setattr(self, k, v)


class Model(Settings):
    def __init__(self, width, depth=2, *rest, rate=0.1, **more):
        self.save(ignore=["depth"])


m = Model(3, 4, 5, rate=0.2, name="x")
print(sorted(m.kept), m.width, m.rate, m.rest, m.more, hasattr(m, "depth"))


def f(a, b=1, *args, c, **kw):
    local = a + b
    info = inspect.getargvalues(inspect.currentframe())
    print(info.args, info.varargs, info.keywords, sorted(info.locals), info.locals["local"])


f(1, c=3)
f(1, 2, 3, c=4, d=5)


def g():
    return inspect.getargvalues(inspect.currentframe())


print(g()[:3])
