group = ExceptionGroup("many", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(group, repr(group), group.message, len(group.exceptions), isinstance(group, Exception))
print(repr(group.subgroup(ValueError)), repr(group.subgroup(OSError)), repr(group.subgroup(lambda e: isinstance(e, KeyError))))
match, rest = group.split((ValueError, KeyError))
print(repr(match), repr(rest))
print(group.split(ExceptionGroup)[1], repr(group.derive([OSError()])))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__, ExceptionGroup.__mro__[1].__name__, issubclass(ExceptionGroup, Exception))
for arguments in [(), ("m",), ("m", []), ("m", [1]), (1, [ValueError()]), ("m", 5), ("m", [KeyboardInterrupt()])]:
    try:
        print(repr(ExceptionGroup(*arguments)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class Custom(ExceptionGroup):
    def derive(self, excs):
        return Custom(self.message, excs)
print(type(Custom("c", [ValueError(), KeyError()]).subgroup(ValueError)).__name__)
try:
    raise group
except ExceptionGroup as caught:
    print(caught.exceptions[0])
