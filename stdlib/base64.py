"""Bytes as text of sixty-four, thirty-two, sixteen or eighty-five characters."""

import binascii

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
           "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode",
           "a85decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode"]


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray, memoryview)):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}")


def _data(s):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(s)


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(_bytes(s), b"-_")


_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _b32encode(alphabet, s):
    s = _data(s)
    left = len(s) % 5
    padded = s + b"\0" * ((5 - left) % 5)
    encoded = bytearray(binascii._letters(padded, alphabet, 5, 8))
    missing = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}[left]
    if missing:
        encoded[-missing:] = b"=" * missing
    return bytes(encoded)


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    padding = length - len(s)
    decoded = binascii._numbers(s + alphabet[:1] * (-len(s) % 8), alphabet, 8, 5)
    if isinstance(decoded, int):
        raise binascii.Error("Non-base32 digit found")
    decoded = bytearray(decoded)
    if length % 8 or padding not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if padding and decoded:
        del decoded[-((padding * 5 + 7) // 8):]
    return bytes(decoded)


def b32encode(s):
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    return _b32encode(_B32HEX, s)


def b32hexdecode(s, casefold=False):
    return _b32decode(_B32HEX, s, casefold)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


_A85 = bytes(range(33, 118))


def b85encode(b, pad=False):
    b = _data(b)
    padding = -len(b) % 4
    b += b"\0" * padding
    encoded = binascii._letters(b, _B85, 4, 5)
    return encoded[:-padding] if padding and not pad else encoded


def b85decode(b):
    b = _bytes(b)
    padding = -len(b) % 5
    decoded = binascii._numbers(b + b"~" * padding, _B85, 5, 4)
    if isinstance(decoded, int):
        if decoded >= 0:
            raise ValueError("bad base85 character at position %d" % decoded)
        raise ValueError("base85 overflow in hunk starting at byte %d" % (-1 - decoded))
    return decoded[:-padding] if padding else decoded


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    b = _data(b)
    padding = -len(b) % 4
    b += b"\0" * padding
    encoded = binascii._letters(b, _A85, 4, 5)
    if b"!!!!!" not in encoded and not foldspaces:
        return _a85lines(encoded[:-padding] if padding and not pad else encoded, wrapcol, adobe)
    groups = [encoded[i:i + 5] for i in range(0, len(encoded), 5)]
    for letters, short in ((b"!!!!!", b"z"), (b"+<VdL", b"y")):
        if letters in groups and (short == b"z" or foldspaces):
            groups = [short if group == letters else group for group in groups]
    if padding and not pad:
        if groups[-1] == b"z":
            groups[-1] = b"!!!!!"
        groups[-1] = groups[-1][:-padding]
    return _a85lines(b"".join(groups), wrapcol, adobe)


def _a85lines(encoded, wrapcol, adobe):
    """The letters in lines, with Adobe's marks."""
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [encoded[i:i + wrapcol] for i in range(0, len(encoded), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        encoded = b"\n".join(lines)
    return encoded + b"~>" if adobe else encoded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    letters = b.translate(None, bytes(c for c in ignorechars if not 33 <= c <= 117 and c not in b"yz"))
    if b"z" not in letters and b"y" not in letters:
        padding = -len(letters) % 5
        decoded = binascii._numbers(letters + b"u" * padding, _A85, 5, 4)
        if isinstance(decoded, int):
            if decoded >= 0:
                raise ValueError("Non-Ascii85 digit found: %c" % letters[decoded])
            raise ValueError("Ascii85 overflow")
        return decoded[:-padding] if padding else decoded
    decoded = bytearray()
    group = []

    def flush():
        number = 0
        for digit in group:
            number = number * 85 + digit
        if number >= 1 << 32:
            raise ValueError("Ascii85 overflow")
        decoded.extend(number.to_bytes(4, "big"))
        group.clear()
    for letter in b:
        if 33 <= letter <= 117:
            group.append(letter - 33)
            if len(group) == 5:
                flush()
        elif letter == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            decoded += b"\0\0\0\0"
        elif foldspaces and letter == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            decoded += b"    "
        elif letter not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % letter)
    if group:
        padding = 5 - len(group)
        group.extend([84] * padding)
        flush()
        del decoded[-padding:]
    return bytes(decoded)


def encodebytes(s):
    s = _data(s)
    return b"".join(binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(_data(s))


def encode(input, output):
    while True:
        block = input.read(57)
        if not block:
            break
        output.write(binascii.b2a_base64(block))


def decode(input, output):
    while True:
        line = input.readline()
        if not line:
            break
        output.write(binascii.a2b_base64(line))
