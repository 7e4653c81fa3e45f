text = "tab\t line\n \\ é ÿ Ā € 𝄞 \x00 \x7f 'q'"
for name in ("unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape"):
    coded = text.encode(name)
    print(name, coded, coded.decode(name) == text or ascii(coded.decode(name)))
print(rb"\x41\u00e9\U0001d11e\n\t\101\'\"\a\0 \q \N{BULLET}".decode("unicode_escape").encode("utf-8"))
print(ascii(rb"\u0663 \\u0041 \x41 \n".decode("raw_unicode_escape")))
print(r"caf\u00e9\n".encode().decode("unicode_escape"))
print(ascii(b"line\\\njoined".decode("unicode_escape")))
for odd in (rb"\x4", rb"ab\u12g4", rb"\U00110000", b"end\\", rb"\N{NO SUCH NAME}"):
    try:
        print(odd.decode("unicode_escape"))
    except UnicodeDecodeError as error:
        print(error.encoding, error.start, error.end)
    print(ascii(odd.decode("unicode_escape", "replace")), ascii(odd.decode("unicode_escape", "ignore")))
