"""Streams in memory."""

from _io import BufferedReader, BufferedWriter, TextIOWrapper, UnsupportedOperation

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
open = open


class IOBase:
    """What streams share."""

    def __init__(self):
        self.closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def fileno(self):
        raise UnsupportedOperation("fileno")

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

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class _Memory(IOBase):
    def __init__(self, initial):
        super().__init__()
        self._data = initial
        self._position = 0

    def getvalue(self):
        self._check()
        return self._data

    def tell(self):
        self._check()
        return self._position

    def seek(self, pos, whence=0):
        self._check()
        if whence == 1:
            pos += self._position
        elif whence == 2:
            pos += len(self._data)
        if pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        self._position = pos
        return pos

    def truncate(self, size=None):
        self._check()
        size = self._position if size is None else size
        self._data = self._data[:size]
        return size

    def read(self, size=-1):
        self._check()
        end = None if size is None or size < 0 else self._position + size
        part = self._data[self._position:end]
        self._position += len(part)
        return part

    def readline(self, size=-1):
        self._check()
        end = self._data.find(self._newline, self._position)
        end = len(self._data) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        part = self._data[self._position:end]
        self._position += len(part)
        return part

    def _put(self, part):
        here = self._position
        if here == len(self._data):
            self._data += part
        else:
            padding = self._zero * (here - len(self._data))
            self._data = self._data[:here] + padding + part + self._data[here + len(part):]
        self._position = here + len(part)
        return len(part)


class StringIO(_Memory):
    """Text in memory as a file."""

    _newline = "\n"
    _zero = "\0"

    def __init__(self, initial_value="", newline="\n"):
        super().__init__(initial_value if initial_value is not None else "")

    def write(self, s):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        return self._put(s)


class BytesIO(_Memory):
    """Bytes in memory as a file."""

    _newline = b"\n"
    _zero = b"\0"

    def __init__(self, initial_bytes=b""):
        super().__init__(bytes(initial_bytes))

    def write(self, b):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    def getbuffer(self):
        return self._data

    read1 = _Memory.read


TextIOBase = RawIOBase = BufferedIOBase = IOBase
