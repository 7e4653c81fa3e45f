class Name(str):
    def __new__(cls, value, tag):
        self = super().__new__(cls, value.title())
        self.tag = tag
        return self
    def __eq__(self, other):
        return str.__eq__(self, other)
    __hash__ = str.__hash__
n = Name("ada lovelace", 7)
print(n, repr(n), n.tag, type(n).__name__, type(n.upper()).__name__, n == "Ada Lovelace", {n: 1}["Ada Lovelace"], n[:3], len(n), isinstance(n, str), f"{n:>15}", n + "!", "%s" % n)
class Loud(str):
    def __str__(self):
        return "LOUD"
    def __format__(self, spec):
        return f"<{spec}>"
print(Loud("x"), str(Loud("x")), f"{Loud('x')} {Loud('x'):q} {Loud('x')!s} {Loud('x')!r}", "%s %r" % (Loud("x"), Loud("x")), "".join([Loud("x")]), "{} {!s}".format(Loud("x"), Loud("y")))
