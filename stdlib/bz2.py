"""Compressed files of bzip2's format."""

import _bz2
import io as _io

__all__ = ["BZ2File", "BZ2Compressor", "BZ2Decompressor", "open", "compress", "decompress"]

_open_file = open


if hasattr(_bz2, "_decompress_part"):
    class BZ2Compressor:
        """Compresses data given piece by piece; the stream comes out when it is flushed."""

        def __init__(self, compresslevel=9, /):
            if not 1 <= compresslevel <= 9:
                raise ValueError("compresslevel must be between 1 and 9")
            self._level, self._parts, self._done = compresslevel, [], False

        def compress(self, data, /):
            if self._done:
                raise ValueError("Compressor has been flushed")
            if isinstance(data, str):
                raise TypeError("a bytes-like object is required, not 'str'")
            self._parts.append(bytes(data))
            return b""

        def flush(self):
            if self._done:
                raise ValueError("Repeated call to flush()")
            self._done = True
            return _bz2._compress(b"".join(self._parts), self._level)

    class BZ2Decompressor:
        """Decompresses one stream given piece by piece."""

        def __init__(self):
            self.eof, self.unused_data, self.needs_input = False, b"", True
            self._given, self._ready, self._told, self._ended = b"", b"", 0, False

        def decompress(self, data, max_length=-1):
            if self.eof:
                raise EOFError("End of stream already reached")
            if data or not self._ready:
                self._given += bytes(data)
                if self._given:
                    made, unused, self._ended = _bz2._decompress_part(self._given)
                    self._ready += made[self._told:]
                    self._told = len(made)
                    if self._ended:
                        self.unused_data = self._given[len(self._given) - unused:] if unused else b""
            size = len(self._ready) if max_length < 0 else max_length
            part, self._ready = self._ready[:size], self._ready[size:]
            self.eof = self._ended and not self._ready
            self.needs_input = not self._ready and not self.eof
            return part
else:
    from _bz2 import BZ2Compressor, BZ2Decompressor


def compress(data, compresslevel=9):
    engine = BZ2Compressor(compresslevel)
    return engine.compress(data) + engine.flush()


def decompress(data):
    """The data of all streams, one after another; what follows them is ignored."""
    data = bytes(data)
    parts = []
    while data:
        engine = BZ2Decompressor()
        try:
            part = engine.decompress(data)
        except OSError:
            if parts:
                break
            raise
        if not engine.eof:
            raise ValueError("Compressed data ended before the end-of-stream marker was reached")
        parts.append(part)
        data = engine.unused_data
    return b"".join(parts)


class BZ2File(_io.BytesIO):
    """A compressed file: read as a whole when opened, written as a whole when closed."""

    def __init__(self, filename, mode="r", *, compresslevel=9):
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        kind = mode.replace("b", "") or "r"
        if kind not in ("r", "w", "a", "x") or mode.count("b") > 1:
            raise ValueError(f"Invalid mode: {mode!r}")
        if isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__"):
            self._file, self._owns = _open_file(filename, kind + "b"), True
        elif hasattr(filename, "read") or hasattr(filename, "write"):
            self._file, self._owns = filename, False
        else:
            raise TypeError("filename must be a str, bytes, file or PathLike object")
        self._reads, self._level = kind == "r", compresslevel
        if self._reads:
            try:
                data = decompress(self._file.read())
            except ValueError as error:
                if "end-of-stream" in str(error):
                    raise EOFError("Compressed file ended before the end-of-stream marker was reached") from None
                raise
            super().__init__(data)
        else:
            super().__init__()

    def readable(self):
        return self._reads

    def writable(self):
        return not self._reads

    def read(self, size=-1):
        if not self._reads:
            raise _io.UnsupportedOperation("File not open for reading")
        return super().read(size)

    def write(self, data):
        if self._reads:
            raise _io.UnsupportedOperation("File not open for writing")
        return super().write(data)

    def close(self):
        if self.closed:
            return
        if not self._reads:
            self._file.write(compress(self.getvalue(), self._level))
        if self._owns:
            self._file.close()
        super().close()

    def __exit__(self, *args):
        self.close()


class _Text(_io.StringIO):
    """The text of a compressed file."""

    def __init__(self, file, encoding, errors):
        self._binary, self._encoding, self._errors = file, encoding or "utf-8", errors or "strict"
        if file.readable():
            text = file.read().decode(self._encoding, self._errors).replace("\r\n", "\n").replace("\r", "\n")
            super().__init__(text)
        else:
            super().__init__()

    def close(self):
        if self.closed:
            return
        if self._binary.writable():
            self._binary.write(self.getvalue().encode(self._encoding, self._errors))
        self._binary.close()
        super().close()

    def __exit__(self, *args):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" in mode:
        if "b" in mode:
            raise ValueError(f"Invalid mode: {mode!r}")
    else:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    file = BZ2File(filename, mode.replace("t", ""), compresslevel=compresslevel)
    return _Text(file, encoding, errors) if "t" in mode else file
