# Where warnings come from, how often they are shown, and who may change that.
import io
import sys
import warnings

captured = io.StringIO()
sys.stderr, real = captured, sys.stderr


def inner():
    warnings.warn("inner", stacklevel=2)


for i in range(3):
    warnings.warn("a")
    inner()
inner()
warnings.warn("dep", DeprecationWarning)
warnings.warn("pend", PendingDeprecationWarning)


def g():
    warnings.warn(RuntimeWarning("x"))


g(); g()
sys.stderr = real
print([line.rsplit("/", 1)[-1].split(".py:")[-1].split("<test>:")[-1] for line in captured.getvalue().splitlines()
       if "Warning:" in line])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("r1")
    g()
    print([str(x.message) for x in w], w[0].lineno, w[0].category, w[1].lineno, w[0].line, w[0].source)
warnings.filterwarnings("ignore", message="hid.*")
warnings.filterwarnings("ignore", category=UserWarning, module="nowhere")
warnings.filterwarnings("error", category=BytesWarning)
for text, kind in (("hidden", UserWarning), ("boom", BytesWarning)):
    try:
        warnings.warn(text, kind)
    except Warning as e:
        print("raised", type(e).__name__, e)
with warnings.catch_warnings():
    warnings.simplefilter("once")
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("once")
        for _ in range(3):
            warnings.warn("only once")
        print(len(w))
warnings.resetwarnings()
print(len(warnings.filters))


def show(m, c, fn, ln, file=None, line=None):
    print("custom", m, c.__name__, ln)


old, warnings.showwarning = warnings.showwarning, show
warnings.warn("custom")
warnings.warn_explicit("explicit", FutureWarning, "some.py", 7)
warnings.showwarning = old
for wrong in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("foo"),
              lambda: warnings.filterwarnings("ignore", category=int), lambda: warnings.filterwarnings("ignore", message=3),
              lambda: warnings.simplefilter("ignore", lineno=-1)):
    try:
        wrong()
    except (TypeError, AssertionError) as e:
        print(type(e).__name__, e)
print(warnings.formatwarning("m", UserWarning, "no file.py", 3))
