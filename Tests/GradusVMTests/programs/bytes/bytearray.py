a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a.insert(0, 62)
print(a, len(a), a.pop(), a.pop(0), a)
a[1:3] = b"EEE"
print(a)
del a[0]
del a[::2]
print(a, a.copy() == a, a.index(b"E"))
a.remove(69)
a.reverse()
print(a)
a += b"xyz"
a *= 2
print(a, a.count(b"x"), a.upper(), a.find(b"z"), a.translate(None, b"x"), bytes(a), a == bytes(a))
a.clear()
print(a, bool(a), bytearray("한", "utf-8"), bytearray(b"a") + b"b", b"a" + bytearray(b"b"), type(b"a" + bytearray()).__name__)
for function in [lambda: a.pop(), lambda: a.append(256), lambda: a.append("a"), lambda: a.remove(1), lambda: hash(a), lambda: a.extend([300]), lambda: a.__setitem__(0, 1)]:
    try:
        function()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
