# Format specifications, %, and str.format, where the usual ones take a way of their own.
specs = ["", "d", "5d", "<5", ">8", "^9", "05d", ",", "10,", "*^12", ".2f", "8.3f", "08.2f", ",.2f", ".0f", "x", "X", "b", "08b"]
specs += ["+d", " d", "+.3f", ".3e", "g", "%", ".1%", "#x", "_", "<10.2f", "^10.2f", ".17f", ".20f", "015,.2f", "=+8d", ".3", "c"]
for value in (0, 42, -42, 1234567, 2**63, -(2**63), 0.5, -2.675, 1e16, 123456.789, float("nan"), float("-inf"), True, -0.0):
    shown = []
    for spec in specs:
        try:
            shown.append(format(value, spec))
        except (ValueError, OverflowError) as error:
            shown.append(type(error).__name__)
    print(value, shown)
    for pattern in ("%d", "%5d", "%-8d|", "%05d", "%+d", "%f", "%8.3f", "%-10.1f|", "%08.2f", "%s", "%10s", "%r", "%5.1f%%", "%x"):
        try:
            print(pattern % value, end=" ")
        except (TypeError, ValueError, OverflowError) as error:
            print(type(error).__name__, end=" ")
    print()
for text in ("", "hello", "한국어"):
    print([format(text, spec) for spec in ("", "s", "8", ">8", "^8", "*<8", ".2", "가>8")], "%6s|%-6s|%r" % (text, text, text))


class Point:
    def __str__(self):
        return "P"

    def __format__(self, spec):
        return f"<{spec}>"


print("%s %r %s" % (Point(), "a'b", None), "{} {:x} {!s}".format(Point(), Point(), Point()), f"{Point():y}")
cases = [("{} {}", (1, 2), {}), ("{1} {0}", (1, 2), {}), ("{a} {b:>5}", (), {"a": 1, "b": "x"}), ("{{{}}}", (5,), {})]
cases += [("{:{}}", (5, 10), {}), ("{0} {}", (1, 2), {}), ("{} {0}", (1, 2), {}), ("{", (), {}), ("}", (), {}), ("{}", (), {})]
cases += [("{a}", (), {}), ("{:d}", ("x",), {}), ("{0[1]} {0}", ([1, 2],), {}), ("{ }", (1,), {}), ("{:5}", ([1],), {})]
for template, positional, named in cases:
    try:
        print(template.format(*positional, **named))
    except (ValueError, IndexError, KeyError, TypeError) as error:
        print(template, type(error).__name__, error)
for template, values in (("%s", ()), ("%s", (1, 2)), ("%d", ("x",)), ("%", (1,)), ("abc", (1,)), ("%(a)s", {"a": 1}), ("%*d", (5, 3))):
    try:
        print(template % values)
    except (ValueError, TypeError) as error:
        print(template, type(error).__name__, error)
