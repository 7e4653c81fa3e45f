data = bytearray(b"abcdef")
view = memoryview(data)
print(view[0], view[-1], len(view), view[1:4].tobytes(), bytes(view[::2]), view.tolist(), view.nbytes, view.readonly, view.format, view.itemsize, view.ndim, view.shape, view.strides)
view[0] = 65
view[1:3] = b"XY"
print(data, view == data, view[1:3] == b"XY", list(view[4:]), b"".join([view[:2], b"!"]), 65 in view, view.hex())
try:
    memoryview(b"abc")[0] = 1
except TypeError as error:
    print(error)
try:
    data.append(1)
except BufferError as error:
    print(error)
view.release()
data.append(33)
print(data)
with memoryview(b"xyz") as inner:
    print(bytes(inner), hash(inner) == hash(b"xyz"), inner.readonly)
try:
    inner[0]
except ValueError as error:
    print(error)
