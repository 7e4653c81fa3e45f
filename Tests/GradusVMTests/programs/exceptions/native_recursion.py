# Recursion by way of built-in functions ends as RecursionError.
class R:
    def __repr__(self): return repr([self])
    def __eq__(self, other): return [self] == [other]
    def __getattr__(self, name): return getattr(self, name + "x")
    def __str__(self): return f"{self}"
    def __len__(self): return len(self)
    def __call__(self): return self()
    def __getitem__(self, index): return self[index]


def nested():
    x = []
    for _ in range(100000):
        x = [x]
    return x


def chain():
    iterator = iter([1])
    for _ in range(100):
        iterator = map(int, iterator)
    return list(iterator)


def key(x): return sorted([x], key=key)


class C: pass


C.__call__ = C()
for test in (
    lambda: repr(R()), lambda: R() == R(), lambda: R().a, lambda: str(R()), lambda: len(R()), lambda: R()(), lambda: R()[0],
    lambda: repr(nested()), lambda: nested() == nested(), lambda: nested() < nested(), lambda: key(1), lambda: C()(),
):
    try:
        test()
    except RecursionError:
        print("RecursionError")
print(chain())
