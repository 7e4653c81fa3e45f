class Money(str):
    def __format__(self, spec):
        return f"<{str(self)}:{spec}>"
print(f"{Money('x')}", f"{Money('x'):>5}", "{} {:q}".format(Money("a"), Money("b")), format(Money("c")), "{!s}".format(Money("d")), "%s" % Money("e"))
class J(int):
    def __format__(self, spec):
        return str(self * 2)
print("{0} {1:d}".format(J(10), J(4)), f"{J(3)}")
