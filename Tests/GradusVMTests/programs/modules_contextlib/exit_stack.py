from contextlib import ExitStack, closing, nullcontext, redirect_stdout, suppress
import io


class Resource:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *details):
        print("exit", self.name, details[0])

    def close(self):
        print("close", self.name)


with ExitStack() as stack:
    stack.callback(print, "callback", end="!\n")
    stack.enter_context(Resource("a"))
    stack.push(lambda *details: print("pushed", details[0]))
with ExitStack() as stack:
    stack.push(lambda kind, value, tb: True)
    1 / 0
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.callback(lambda: {}["a"])
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))
with closing(Resource("c")), nullcontext(5) as five, suppress(KeyError):
    print(five)
    {}["x"]
out = io.StringIO()
with redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()))
try:
    ExitStack().enter_context(3)
except TypeError as error:
    print(error)
