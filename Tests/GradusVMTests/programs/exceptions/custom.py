class MyError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"
try:
    raise MyError(7, "broken")
except MyError as e:
    print(e, repr(e), e.code, e.args, isinstance(e, Exception))
class Plain(ValueError): pass
print(repr(Plain("x", 1)), issubclass(Plain, ValueError), Plain.__mro__[1].__name__)
