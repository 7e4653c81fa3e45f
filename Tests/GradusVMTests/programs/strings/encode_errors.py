text = "aé한😀"
for codec in ["utf-8", "utf-16", "utf-16-le", "utf-32-be", "utf-8-sig"]:
    data = text.encode(codec)
    print(codec, data, data.decode(codec) == text)
for handler in ["ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"]:
    print(handler, text.encode("ascii", handler), text.encode("latin-1", errors=handler))
for handler in ["ignore", "replace", "backslashreplace", "surrogateescape"]:
    print(handler, ascii(b"a\xff\xe9b".decode("utf-8", handler)), ascii(b"a\x80".decode("ascii", handler)))
print("\udcff".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"))
for function in [lambda: text.encode("ascii"), lambda: b"\xff".decode(), lambda: b"ab\xc3".decode("utf-8"), lambda: "\ud800".encode(), lambda: text.encode("nope"), lambda: text.encode("ascii", "nope"), lambda: b"\x80".decode("ascii"), lambda: text.encode("latin-1")]:
    try:
        function()
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
try:
    text.encode("ascii")
except UnicodeEncodeError as error:
    print(error.encoding, error.start, error.end, error.reason, error.object == text)
