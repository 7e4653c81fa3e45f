print("%d %i %s %r %a %% %c %c" % (1, 2.9, "s", "r", "é", "x", 65))
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o" % (1, 2, 3, 4, 5, 255, 255, 255, 8, 8))
print("%f %.2f %e %.3E %g %G %10.3f|%-10.2f|%+.1f|%010.2f" % (1.5, 2.345, 12345.678, 0.00012, 1e10, 1e-10, 3.14159, 2.5, 3.0, -1.5))
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%s" % (1,), "%s" % [1, 2], "%.2s|%5.1s|" % ("abc", "xyz"), "%s %s" % ("a", (1, 2)))
print("%s" % None, "%d" % 10**20, "%x" % -255, "%i" % True, "%s" % b"x", "%r" % (b"x",), "%5s%%" % 50, "%-5s|" % "한")
for text, value in [("%d", "a"), ("%d %d", 1), ("%d", (1, 2)), ("%q", 1), ("%c", "ab"), ("%(a)d", 1), ("%(a)d", {}), ("%", 1), ("%x", 1.5), ("%c", -1), ("abc", 1), ("%s %s", ("a",)), ("%(a", {})]:
    try:
        print(text % value)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(type(error).__name__, error)
print(b"%d %s %b %x %a" % (1, b"s", b"b", 255, "é"), bytearray(b"%05.1f") % 2.5, b"%c%c" % (65, b"B"))
