"""Compressed files of gzip's format."""

import io as _io
import struct as _struct
import time as _time
import zlib as _zlib

__all__ = ["BadGzipFile", "GzipFile", "compress", "decompress", "open"]

_open_file = open


class BadGzipFile(OSError):
    """Not a file of gzip's format."""


def compress(data, compresslevel=9, *, mtime=None):
    stamp = int(_time.time() if mtime is None else mtime)
    flag = 2 if compresslevel == 9 else 4 if compresslevel == 1 else 0
    head = b"\x1f\x8b\x08\x00" + _struct.pack("<L", stamp) + bytes([flag, 255])
    body = _zlib.compress(data, compresslevel, -15)
    return head + body + _struct.pack("<LL", _zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _header(data):
    """Where the compressed data of a member begin."""
    if data[:2] != b"\x1f\x8b":
        raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
    if len(data) < 10:
        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
    if data[2] != 8:
        raise BadGzipFile("Unknown compression method")
    flags, place = data[3], 10
    if flags & 4:
        place += 2 + int.from_bytes(data[place:place + 2], "little")
    for bit in (8, 16):
        if flags & bit:
            end = data.find(b"\0", place)
            if end < 0:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            place = end + 1
    return place + (2 if flags & 2 else 0)


def decompress(data):
    data = bytes(data)
    parts = []
    while data:
        data = data[_header(data):]
        try:
            if hasattr(_zlib, "_decompress_part"):
                part, unused = _zlib._decompress_part(data, -15)
                rest = data[len(data) - unused:] if unused else b""
            else:
                engine = _zlib.decompressobj(wbits=-15)
                part = engine.decompress(data)
                if not engine.eof:
                    raise _zlib.error("incomplete or truncated stream")
                rest = engine.unused_data
        except _zlib.error as error:
            if "truncated" in str(error):
                raise EOFError("Compressed file ended before the end-of-stream marker was reached") from None
            raise
        if len(rest) < 8:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        crc, size = _struct.unpack("<II", rest[:8])
        if crc != _zlib.crc32(part):
            raise BadGzipFile("CRC check failed")
        if size != len(part) & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        parts.append(part)
        data = rest[8:].lstrip(b"\0")
    return b"".join(parts)


class GzipFile(_io.BytesIO):
    """A compressed file: read as a whole when opened, written as a whole when closed."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        mode = (mode or "rb").replace("b", "")
        if mode not in ("r", "w", "a", "x"):
            raise ValueError(f"Invalid mode: {mode!r}")
        self._file = fileobj if fileobj is not None else _open_file(filename, mode + "b")
        self._owns = fileobj is None
        self.mode = 1 if mode == "r" else 2
        self.name = filename if filename is not None else getattr(fileobj, "name", "")
        self._level, self._mtime = compresslevel, mtime
        if mode == "r":
            data = self._file.read()
            super().__init__(decompress(data) if data else b"")
        else:
            super().__init__()

    def readable(self):
        return self.mode == 1

    def writable(self):
        return self.mode == 2

    def read(self, size=-1):
        if self.mode != 1:
            raise OSError(9, "read() on write-only GzipFile object")
        return super().read(size)

    def write(self, data):
        if self.mode != 2:
            raise OSError(9, "write() on read-only GzipFile object")
        return super().write(data)

    def close(self):
        if self.closed:
            return
        if self.mode == 2:
            self._file.write(compress(self.getvalue(), self._level, mtime=self._mtime))
        if self._owns:
            self._file.close()
        super().close()

    def __exit__(self, *args):
        self.close()


class _Text(_io.StringIO):
    """The text of a compressed file."""

    def __init__(self, file, encoding, errors):
        self._binary, self._encoding, self._errors = file, encoding or "utf-8", errors or "strict"
        if file.mode == 1:
            text = file.read().decode(self._encoding, self._errors).replace("\r\n", "\n").replace("\r", "\n")
            super().__init__(text)
        else:
            super().__init__()

    def close(self):
        if self.closed:
            return
        if self._binary.mode == 2:
            self._binary.write(self.getvalue().encode(self._encoding, self._errors))
        self._binary.close()
        super().close()

    def __exit__(self, *args):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" in mode and "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    if "t" not in mode:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    binary_mode = mode.replace("t", "")
    if hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, binary_mode, compresslevel, filename)
    else:
        file = GzipFile(filename, binary_mode, compresslevel)
    return _Text(file, encoding, errors) if "t" in mode else file
