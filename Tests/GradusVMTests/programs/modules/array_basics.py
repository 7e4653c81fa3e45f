from array import array

a = array("i", [3, 1, 2])
a.append(4)
a.extend([5, 6])
a.insert(0, 9)
print(a, len(a), a[0], a[-1], a[1:3], a.pop(), a.index(2), a.count(1), 4 in a, list(a), a.tolist())
a.remove(9)
a.reverse()
a[0] = 7
del a[1]
print(a, a + array("i", [1]), a * 2, a.typecode, a.itemsize, a.tobytes(), array("d", [1, 2.5]), array("u", "hé"), array("b"))
b = array("h")
b.frombytes(b"\1\0\2\0")
b[0:1] = array("h", [8, 9])
b.byteswap()
print(b, b == array("h", b), array("i", [1, 2]) < array("d", [1, 3]), sum(array("f", [0.5, 0.25])), sorted(a), max(a))
