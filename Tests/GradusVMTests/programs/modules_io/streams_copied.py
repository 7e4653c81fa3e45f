import copy
import io
import pickle

text = io.StringIO("one\ntwo\nthree\n")
text.readline()
text.label = "lines"
for made in (copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
    print(made.tell(), made.label, repr(made.read()), repr(made.getvalue()))
print(text.tell(), text.__getstate__())
data = io.BytesIO(b"abcdef")
data.seek(2)
made = pickle.loads(pickle.dumps(data))
print(made.read(), data.read(1), data.__getstate__())
made.__setstate__((b"new", 1, None))
print(made.read())
for state in ((b"", -1, None), (b"", 0), (b"", 0, 1)):
    try:
        made.__setstate__(state)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# Nothing written leaves a stream as it is, wherever the position is.
far = io.StringIO("abc")
far.seek(10)
far.write("")
print(repr(far.getvalue()), far.tell())
far.write("x")
print(repr(far.getvalue()))
