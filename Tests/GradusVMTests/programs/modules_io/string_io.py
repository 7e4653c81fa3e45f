import io

s = io.StringIO("one\ntwo\n")
print(s.read(2), s.readline(), s.tell(), s.read(), s.read())
s.seek(0)
print(list(s), s.getvalue())
s.seek(0)
s.write("ONE")
s.seek(0, 2)
print(s.write("한글 é 😀"), s.getvalue(), s.tell())
s.truncate(3)
print(s.getvalue())
s.close()
for attempt in (s.read, lambda: io.StringIO().write(b"x"), lambda: io.StringIO(3), lambda: io.StringIO().seek(-1), io.StringIO().fileno):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
with io.StringIO("x") as inside:
    print(inside.read(), inside.closed)
print(inside.closed, isinstance(inside, io.TextIOBase), io.StringIO("a\r\nb", newline=None).read().encode())
