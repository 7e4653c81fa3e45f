import struct
import sys

for call in (lambda: struct.unpack_from("<I", b"abcd", sys.maxsize), lambda: struct.pack_into("<I", bytearray(4), sys.maxsize, 1),
             lambda: struct.unpack_from("<I", b"abcdef", -5000)):
    try:
        call()
    except struct.error as error:
        print(error)
