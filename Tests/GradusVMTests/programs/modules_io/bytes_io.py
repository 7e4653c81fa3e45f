import io

b = io.BytesIO(b"abc\ndef")
print(b.read(1), b.readline(), b.read(), b.getvalue(), b.tell())
b.seek(2)
b.write(b"XY")
print(b.getvalue(), b.readlines(), b.seek(-1, 2), b.read(), bytes(b.getbuffer()))
b.seek(10)
b.write(b"!")
print(b.getvalue())
try:
    b.write("text")
except TypeError as error:
    print(error)
