"""Streams in memory, and what streams have in common."""

from _io import BufferedReader, BufferedWriter, BytesIO, StringIO, TextIOWrapper, UnsupportedOperation
from abc import ABC as _ABC

__all__ = ["BlockingIOError", "open", "IOBase", "RawIOBase", "StringIO", "BytesIO", "BufferedIOBase", "BufferedReader",
           "BufferedWriter", "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError
open = open


class IOBase(_ABC):
    """What streams share, for classes that derive from it."""

    _is_closed = False

    @property
    def closed(self):
        return self._is_closed

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        if not self._is_closed:
            self.flush()
            self._is_closed = True

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def seek(self, pos, whence=0):
        raise UnsupportedOperation("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        raise UnsupportedOperation("truncate")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1):
        """Reads up to the end of a line, one piece at a time."""
        parts = []
        count = 0
        while size is None or size < 0 or count < size:
            part = self.read(1)
            if not part:
                break
            parts.append(part)
            count += 1
            if part in ("\n", b"\n"):
                break
        return (parts[0][:0] if parts else b"").join(parts)

    def readlines(self, hint=None):
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """Streams of bytes without a buffer."""

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        parts = []
        while part := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(part)
        return b"".join(parts)


class BufferedIOBase(IOBase):
    """Streams of bytes with a buffer."""

    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def write(self, b):
        raise UnsupportedOperation("write")


class TextIOBase(IOBase):
    """Streams of text."""

    encoding = errors = newlines = None

    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def write(self, s):
        raise UnsupportedOperation("write")


for _kind in (BytesIO, BufferedReader, BufferedWriter):
    BufferedIOBase.register(_kind)
for _kind in (StringIO, TextIOWrapper):
    TextIOBase.register(_kind)
del _kind
