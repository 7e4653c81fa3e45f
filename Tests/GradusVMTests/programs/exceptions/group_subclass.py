class Errors(ExceptionGroup):
    def __new__(cls, message, excs, code):
        self = super().__new__(cls, message, excs)
        self.code = code
        return self
    def derive(self, excs):
        return Errors(self.message, excs, self.code)
e = Errors("m", [ValueError(1), KeyError("k")], 5)
match, rest = e.split(ValueError)
print(str(match), match.code, str(rest), rest.code, e.subgroup(OSError), str(e))
try:
    raise e
except Errors as caught:
    print(caught.code, caught.exceptions)
print(isinstance(e, ExceptionGroup), issubclass(ExceptionGroup, BaseExceptionGroup), BaseExceptionGroup("b", [e]).subgroup(lambda x: isinstance(x, KeyError)))
