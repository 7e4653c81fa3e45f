# Whole and broken groups of base32, base85 and Ascii85: there and back, and what is refused where.
import base64
import random

draw = random.Random(3)
for length in list(range(0, 12)) + [100, 1001, 4096]:
    data = draw.randbytes(length)
    for encode, decode in ((base64.b32encode, base64.b32decode), (base64.b32hexencode, base64.b32hexdecode),
                           (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode),
                           (base64.a85encode, base64.a85decode)):
        text = encode(data)
        print(encode.__name__, length, text[:40], len(text), sum(text), decode(text) == data, decode(text.decode()) == data)
for data in (b"\0" * 4, b"\0" * 8 + b"ab", b"    ", b"        x", b"abc\0", b"\0\0\0"):
    print(base64.a85encode(data), base64.a85encode(data, foldspaces=True), base64.a85encode(data, pad=True),
          base64.b85encode(data), base64.b85encode(data, pad=True), base64.a85encode(data, wrapcol=5, adobe=True))
    print(base64.a85decode(base64.a85encode(data)) == data,
          base64.a85decode(base64.a85encode(data, foldspaces=True), foldspaces=True) == data)


def attempt(function, *arguments, **keywords):
    try:
        print(function.__name__, arguments, function(*arguments, **keywords))
    except Exception as error:
        print(function.__name__, arguments, type(error).__name__, error)


for text in (b"MFRGG===", b"MFRGG==", b"MFRGG1==", b"mfrgg===", b"=======", b"M=======", b"MFRA====", b"0FRGG===", b"MFRGGZDF"):
    attempt(base64.b32decode, text)
    attempt(base64.b32decode, text, casefold=True)
attempt(base64.b32decode, b"M1023456", False, b"L")
for text in (b"00", b"0", b"0g", b"fF", b"FF", "0A", b" 00"):
    attempt(base64.b16decode, text)
    attempt(base64.b16decode, text, casefold=True)
for text in (b"", b"0", b"00", b"abcde", b"abc e", b"~~~~~", b"|NsC0", b"|NsC1", b"abcdef\n", b"00000~~~~~"):
    attempt(base64.b85decode, text)
for text in (b"", b"!", b"!!", b"zz", b"!z", b"y", b"s8W-!", b"s8W-\"", b"uuuuu", b"87cUR\n D]i,\t\"Ebo7", b"<~87cUR~>", b"87cU\x80", b"v"):
    attempt(base64.a85decode, text)
    attempt(base64.a85decode, text, foldspaces=True)
    attempt(base64.a85decode, text, adobe=True)
    attempt(base64.a85decode, text, ignorechars=b"yzv\x80")
