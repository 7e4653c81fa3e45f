print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0.real} {0.imag}".format(3+4j), "{0[1]} {1[k]}".format([1, 2], {"k": "v"}))
print("{:>{w}}|{:{f}^{w}}".format(1, 2, w=5, f="*"), "{!r} {!s} {!a}".format("é", "é", "é"), "{{}} {{{}}}".format(1), "{0}{0}".format("x"), "{a[0][b]}".format(a=[{"b": 5}]), "{:{}}".format(5, 4))
print("{x}".format_map({"x": 1}), "{0:%Y}".format(__import__("datetime").date(2024, 5, 6)), "{:,}".format(1234567), "{:.3}".format("abcdef"))
class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"
print("{a} {b}".format_map(Default(a=1)))
for text, arguments in [("{}{}", (1,)), ("{0}{}", (1, 2)), ("{}{0}", (1, 2)), ("{x}", ()), ("{", ()), ("}", ()), ("{0[a]}", ([1],)), ("{0.x}", (1,)), ("{!z}", (1,)), ("{:d}", ("a",)), ("{0!r", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{0[}", ([1],))]:
    try:
        print(text.format(*arguments))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
