"""Text as bytes, in several ways."""

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE

_ROT13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                       "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")


def _rot13(text):
    return text.translate(_ROT13)


def _bytes_codec(name):
    import base64
    import binascii
    return {"hex": (binascii.hexlify, binascii.unhexlify), "base64": (base64.encodebytes, base64.decodebytes)}[name]


def _normal(encoding):
    return encoding.lower().replace("-", "_").removesuffix("_codec").replace("rot_13", "rot13")


def encode(obj, encoding="utf-8", errors="strict"):
    name = _normal(encoding)
    if name == "rot13":
        return _rot13(obj)
    if name in ("hex", "base64"):
        return _bytes_codec(name)[0](obj)
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    name = _normal(encoding)
    if name == "rot13":
        return _rot13(obj)
    if name in ("hex", "base64"):
        return _bytes_codec(name)[1](obj)
    return bytes(obj).decode(encoding, errors)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    import builtins
    if encoding is None:
        return builtins.open(filename, mode)
    return builtins.open(filename, mode.replace("b", ""), encoding=encoding, errors=errors, newline="")


class CodecInfo(tuple):
    """The functions of an encoding."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


def lookup(encoding):
    name = encoding.lower().replace("_", "-")
    name = {"utf8": "utf-8", "u8": "utf-8", "latin1": "iso8859-1", "latin-1": "iso8859-1", "iso-8859-1": "iso8859-1",
            "us-ascii": "ascii", "utf16": "utf-16", "utf32": "utf-32"}.get(name, name)
    if _normal(name) not in ("rot13", "hex", "base64"):
        try:
            "".encode(name)
        except LookupError:
            raise LookupError(f"unknown encoding: {encoding}") from None
    return CodecInfo(lambda text, errors="strict": (encode(text, encoding, errors), len(text)),
                     lambda data, errors="strict": (decode(data, encoding, errors), len(data)), name=name)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def utf_8_encode(text, errors="strict"):
    return text.encode("utf-8", errors), len(text)


def utf_8_decode(data, errors="strict", final=False):
    return bytes(data).decode("utf-8", errors), len(data)


def escape_decode(data, errors="strict"):
    import ast
    text = data.decode("latin-1") if isinstance(data, bytes) else data
    return ast.literal_eval('b"""' + text.replace('"', '\\"') + '"""'), len(data)
