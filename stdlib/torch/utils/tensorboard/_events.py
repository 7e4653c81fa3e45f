"""Event files as TensorBoard reads them: records with checksums, each a message in Protocol Buffers' wire format.

The numbers of the fields are those of TensorFlow's `event.proto`, `summary.proto` and `tensor.proto`.
"""

import struct


def _crc_table():
    """Bytes' remainders for CRC-32C (Castagnoli), the polynomial 0x1EDC6F41 reflected."""
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


_TABLE = _crc_table()


def _masked_crc(data):
    """The checksum of a record, turned and shifted so that checksums of checksums stay good."""
    crc = 0xFFFFFFFF
    table = _TABLE
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def record(data):
    """One message with its length and checksums."""
    head = struct.pack("<Q", len(data))
    return head + struct.pack("<I", _masked_crc(head)) + data + struct.pack("<I", _masked_crc(data))


def _varint(number):
    number &= 0xFFFFFFFFFFFFFFFF
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    parts.append(number)
    return bytes(parts)


def integer(field, value):
    return _varint(field << 3) + _varint(int(value))


def double(field, value):
    return _varint(field << 3 | 1) + struct.pack("<d", value)


def single(field, value):
    return _varint(field << 3 | 5) + struct.pack("<f", value)


def text(field, value):
    """A string, bytes or a message inside another."""
    data = value.encode("utf-8") if isinstance(value, str) else bytes(value)
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def doubles(field, values):
    return text(field, struct.pack(f"<{len(values)}d", *values))


def event(wall_time, step=None, version=None, values=()):
    """An event with a version, or with the values of a step."""
    message = double(1, wall_time)
    if step:
        message += integer(2, step)
    if version is not None:
        message += text(3, version)
    if values:
        message += text(5, b"".join(text(1, value) for value in values))
    return message


def scalar(tag, value):
    return text(1, tag) + single(2, value)


def image(tag, height, width, channels, png):
    return text(1, tag) + text(4, integer(1, height) + integer(2, width) + integer(3, channels) + text(4, png))


def histogram(tag, least, greatest, count, total, squares, limits, counts):
    body = double(1, least) + double(2, greatest) + double(3, count) + double(4, total) + double(5, squares)
    return text(1, tag) + text(5, body + doubles(6, limits) + doubles(7, counts))


def plain_text(tag, value):
    """What the text page shows: a tensor of strings (dtype 7) of one item."""
    tensor = integer(1, 7) + text(2, text(2, integer(1, 1))) + text(8, value)
    return text(1, tag) + text(8, tensor) + text(9, text(1, text(1, "text")))
