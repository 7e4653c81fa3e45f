import io
import tomllib
from decimal import Decimal

TEXT = '''
# A project.
title = "Tools \\u00e9\\t\\"x\\""
empty = ""

[project]
name = 'literal \\n'
version = "1.2"
dependencies = [
    "numpy>=1.2",  # one
    "torch",
]
"quoted key".inner = 1
site."example.org" = true

[project.limits]
small = -17
large = 1_000_000
mask = 0xff
bits = 0b1010
mode = 0o755
ratio = 6.25e-1
infinite = -inf
day = 1979-05-27
moment = 1979-05-27T07:32:00.5-08:00
local = 1979-05-27 07:32:00
clock = 07:32:00.25
point = { x = 1, y = 2.5, deep.er = [] }
nested = [[1, 2], ["a", 'b']]

[[fruit]]
name = "apple"
[fruit.physical]
color = "red"
[[fruit.variety]]
name = "delicious"
[[fruit.variety]]
name = "smith"

[[fruit]]
name = "banana"

[text]
long = """
one \\
    two
"three" four"""
raw = \'\'\'
C:\\dir
\'\'\'
'''
document = tomllib.loads(TEXT)


def show(value, indent=0):
    for key, inner in value.items():
        if isinstance(inner, dict):
            print(" " * indent + key)
            show(inner, indent + 2)
        else:
            print(f"{' ' * indent}{key} = {inner!r}")


show(document)
print(tomllib.load(io.BytesIO(b"a = 1.10\r\nb = [1,]"), parse_float=Decimal))
for text in ("a", "a = ", "a = 1 b = 2", "a = 1\na = 2", "[a]\n[a]", "a = [1", "a = 'x", 'a = "x\n"', "a = {b = 1, b = 2}", "= 1",
             "a = 01", "[[a]]\n[a]", "a = {}\n[a.b]", "a.b = 1\n[a]", "a = \"\\q\"", "a = 2023-02-30", "[a", "a = tru", "a = 1\x00"):
    try:
        print(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        print(repr(text), error)
for wrong in (io.StringIO("a = 1"), b"a = 1"):
    try:
        tomllib.load(wrong) if hasattr(wrong, "read") else tomllib.loads(wrong)
    except TypeError as error:
        print(error)
