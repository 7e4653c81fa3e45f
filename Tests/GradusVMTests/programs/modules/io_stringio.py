import io
s = io.StringIO()
s.write("one\n")
print("two", file=s)
print(repr(s.getvalue()), s.tell())
s.seek(0)
print(s.readline(), s.read(), list(io.StringIO("a\nb")))
b = io.BytesIO(b"abc")
print(b.read(1), b.read(), b.getvalue())
