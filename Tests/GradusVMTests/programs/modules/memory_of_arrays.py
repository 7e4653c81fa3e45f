import array
import re
import struct

numbers = array.array("H", [1, 2, 3])
view = memoryview(numbers)
print(view.format, view.itemsize, view.nbytes, view.tolist(), list(view[::-1]), view.readonly)
view[0] = 500
view[1:] = array.array("H", [7, 8])
print(numbers, view == numbers)
print(bytes(numbers), bytearray(numbers), b"".join([numbers]), bytes(view[1:]))
target = array.array("B", bytes(6))
struct.pack_into("<HH", target, 1, 1, 2)
print(target)
raw = bytearray(6)
struct.pack_into("<H", memoryview(raw)[2:], 1, 258)
print(raw)
print(re.findall(b"[a-c]+", array.array("B", b"xabyc")), re.sub(b"b", b"-", memoryview(b"abc")))
