import io
import pickle

for value in (lambda: 1, (x for x in ())):
    try:
        pickle.dumps(value)
    except Exception as error:
        print(type(error).__name__)
for data in (b"", b"garbage", b"\x80\x04K", b"\x80\x09."):
    try:
        pickle.loads(data)
    except Exception as error:
        print(type(error).__name__, error)
f = io.BytesIO()
pickle.dump([1], f)
pickle.dump("two", f)
f.seek(0)
print(pickle.load(f), pickle.load(f))
