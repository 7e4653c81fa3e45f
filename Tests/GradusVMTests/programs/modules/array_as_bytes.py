from array import array

a = array("h", [1, 258])
print(bytes(a), bytearray(a), a.tobytes())
