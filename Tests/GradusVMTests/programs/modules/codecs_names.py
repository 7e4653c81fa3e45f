import codecs

print(codecs.encode("abc", "rot13"), codecs.decode(b"616263", "hex"), codecs.encode("é", "utf-8"), codecs.lookup("UTF8").name, codecs.BOM_UTF8, codecs.encode(b"ab", "base64"))
try:
    codecs.lookup("nope")
except LookupError as error:
    print(error)
