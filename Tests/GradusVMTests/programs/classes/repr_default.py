class A: pass
import re
print(re.sub("0x[0-9a-f]+", "0x", repr(A())), re.sub("0x[0-9a-f]+", "0x", repr(A().__init__)), A, repr(A.__init__), re.sub("0x[0-9a-f]+", "0x", str(lambda: 0)))
class B:
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    @property
    def p(self): pass
for value in [B.m, B().m, B.c, B.s, B.__dict__["c"], B.__dict__["s"], B.p, len, [].append, int, type, None, ..., NotImplemented, print, str.join, int.__add__, (5).__add__, dict.fromkeys, iter([]), range(3), slice(1), object(), super(B, B()), (x for x in ""), zip(), map(str, []), enumerate([]), reversed([]), {}.keys(), iter({}), iter("") , iter(()), iter(set()), type(iter([])), type({}.items()), type(len), type(B().m), type(B.__dict__), type(...), filter(None, [])]:
    print(re.sub("0x[0-9a-f]+", "0x", repr(value)))
a = []
a.append(a)
d = {}
d["d"] = d
d["l"] = a
a.append(d)
print(a, d)
