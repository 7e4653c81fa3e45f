from contextlib import contextmanager, suppress, closing, ExitStack, redirect_stdout
import io
@contextmanager
def tag(n):
    print(f"<{n}>")
    try:
        yield n
    finally:
        print(f"</{n}>")
with tag("a") as x, tag("b"):
    print(x)
try:
    with tag("c"):
        raise ValueError("inside")
except ValueError as e:
    print(e)
with suppress(KeyError):
    {}["x"]
with ExitStack() as st:
    st.enter_context(tag("s"))
    st.callback(print, "callback")
buf = io.StringIO()
with redirect_stdout(buf):
    print("captured")
print(repr(buf.getvalue()))
