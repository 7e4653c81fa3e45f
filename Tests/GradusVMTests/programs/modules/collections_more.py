from collections import Counter, UserDict, UserList, deque, namedtuple, defaultdict
class Upper(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)
u = Upper(a=1)
u["b"] = 2
print(u, "A" in u, len(u), dict(u))
c = Counter(a=3, b=1)
c.subtract(a=1, z=2)
c.update("aab")
print(c, +c, -c, c == Counter(a=4, b=2, z=-2), c.most_common(1))
q = deque("abc")
q.extendleft("xy")
q.insert(2, "i")
q.remove("b")
print(q, q.index("c"), q.count("a"), q + deque([1]), q * 2, q == deque("yxiac"), q.maxlen)
del q[0]
q.reverse()
print(q)
try:
    deque().pop()
except IndexError as e:
    print(e)
try:
    for x in q:
        q.append(x)
except RuntimeError as e:
    print(e)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"] = 1
print(dict(t["a"]), t["a"].default_factory is tree)
P = namedtuple("P", ["x", "y"], defaults=[0])
print(P._field_defaults, P(5), P.x.__doc__, P(1, 2) < P(1, 3), *P(7, 8))
for args in ((), (1, 2, 3)):
    try:
        P(*args)
    except TypeError as e:
        print(e)
for bad in (("P", "a a"), ("P", "_x"), ("P", "class"), ("1P", "a")):
    try:
        namedtuple(*bad)
    except ValueError as e:
        print(e)
