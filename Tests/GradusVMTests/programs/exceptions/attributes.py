for function in [lambda: {}["key"], lambda: [].x, lambda: undefined, lambda: __import__("no_such_module"), lambda: open("/no/such/file"), lambda: "é".encode("ascii")]:
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error.args if not isinstance(error, OSError) else error.args, getattr(error, "name", "-"), getattr(error, "filename", "-"), getattr(error, "errno", "-"))
print(repr(OSError(2, "msg")), type(OSError(2, "msg")).__name__, OSError(2, "msg").strerror, str(OSError(2, "msg", "file")), repr(OSError("one")))
print(SystemExit(3).code, SystemExit().code, StopIteration(5).value, repr(Exception()), str(Exception(1, 2)), repr(Exception("a",)), str(KeyError("k")), str(KeyError()), KeyError(1).args)
class Custom(Exception):
    def __init__(self, code, **details):
        super().__init__(f"code {code}")
        self.code, self.details = code, details
try:
    raise Custom(5, why="test")
except Custom as error:
    print(error, repr(error), error.code, error.details, error.args)
class Plain(Exception): pass
print(repr(Plain("x", 1)), str(Plain()), Plain("é"), Plain.__name__, Plain.__mro__[1].__name__)
class Silent(Exception):
    def __init__(self, x): self.x = x
print(repr(Silent(4)), Silent(4).args)
error = ValueError("x")
error.args = (1, 2)
error.extra = "e"
print(error, repr(error), vars(error))
error.add_note("note")
print(error.__notes__)
print(AttributeError("m", name="n", obj=5).name, NameError("m", name="q").name, ImportError("m", name="n", path="p").path, UnicodeDecodeError("utf-8", b"a", 0, 1, "r"))
