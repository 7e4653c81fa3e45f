"""Arrays in files: .npy, .npz and text."""

import struct
import zlib

import _numpy
from _numpy import asarray, array

__all__ = []

_magic = b"\x93NUMPY"


def _head(a, fortran):
    text = f"{{'descr': '{a.dtype.str}', 'fortran_order': {fortran}, 'shape': {a.shape}, }}"
    space = 64 - (len(_magic) + 4 + len(text) + 1) % 64
    text = text + " " * space + "\n"
    return _magic + b"\x01\x00" + struct.pack("<H", len(text)) + text.encode("latin1")


def _to_bytes(a, allow_pickle=True):
    """An array in the .npy format."""
    a = asarray(a)
    if a.dtype.kind == "O":
        if not allow_pickle:
            raise ValueError("Object arrays cannot be saved when allow_pickle=False")
        import pickle
        return _head(a, False) + pickle.dumps(a, protocol=4)
    from numpy._core import multiarray
    fortran = a.ndim > 1 and a.flags.f_contiguous and not a.flags.c_contiguous
    return _head(a, fortran) + multiarray._bytes(a.T if fortran else a)


def _dictionary(text):
    """The header's dictionary, checked as NumPy does."""
    import ast
    try:
        head = ast.literal_eval(text.strip())
    except (SyntaxError, ValueError):
        raise ValueError(f"Cannot parse header: {text!r}") from None
    if not isinstance(head, dict):
        raise ValueError(f"Header is not a dictionary: {head!r}")
    if sorted(head) != ["descr", "fortran_order", "shape"]:
        raise ValueError(f"Header does not contain the correct keys: {sorted(head)!r}")
    shape = head["shape"]
    if not isinstance(shape, tuple) or not all(isinstance(n, int) and n >= 0 for n in shape):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(head["fortran_order"], bool):
        raise ValueError(f"fortran_order is not a valid bool: {head['fortran_order']!r}")
    return head


def _from_stream(stream, allow_pickle):
    """The array of .npy data behind its magic string; reads no further than the array goes."""
    def take(size, what):
        data = stream.read(size)
        if len(data) != size:
            raise ValueError(f"EOF: reading {what}, expected {size} bytes got {len(data)}")
        return data

    version = stream.read(2)
    if len(version) != 2:
        raise ValueError(f"EOF: reading magic string, expected 8 bytes got {len(_magic) + len(version)}")
    version = version[0]
    size = struct.unpack("<H", take(2, "array header length"))[0] if version == 1 else struct.unpack(
        "<I", take(4, "array header length"))[0]
    head = _dictionary(take(size, "array header").decode("latin1" if version < 3 else "utf-8"))
    kind, shape = head["descr"], head["shape"]
    count = 1
    for n in shape:
        count *= n
    if not isinstance(kind, str):
        raise NotImplementedError("Gradus has no structured arrays")
    kind = _numpy.dtype(kind)
    if kind.kind == "O":
        if not allow_pickle:
            raise ValueError("Object arrays cannot be loaded when allow_pickle=False")
        import pickle
        return pickle.load(stream).reshape(shape)
    body = stream.read(count * kind.itemsize)
    if len(body) < count * kind.itemsize:
        raise ValueError(
            f"Failed to read all data for array. Expected {shape} = {count} elements, could only read "
            f"{len(body) // kind.itemsize} elements. (file seems not fully written?)")
    from numpy._core import multiarray
    return multiarray._shaped(multiarray._elements(body, kind, count), shape, head["fortran_order"])


def _read(file):
    if hasattr(file, "read"):
        return file.read()
    with open(file, "rb") as stream:
        return stream.read()


def _write(file, data, ending):
    if hasattr(file, "write"):
        file.write(data)
        return
    name = str(file)
    if not name.endswith(ending):
        name += ending
    with open(name, "wb") as stream:
        stream.write(data)


def save(file, arr, allow_pickle=True):
    """Writes an array to a .npy file."""
    _write(file, _to_bytes(arr, allow_pickle), ".npy")


def load(file, mmap_mode=None, allow_pickle=False, *, fix_imports=True, encoding="ASCII", max_header_size=10000):
    """Reads a .npy or .npz file."""
    if hasattr(file, "read"):
        return _load(file, file, allow_pickle, encoding)
    import os
    with open(os.fspath(file), "rb") as stream:
        return _load(stream, file, allow_pickle, encoding)


def _load(stream, file, allow_pickle, encoding):
    start = stream.read(len(_magic))
    if not start:
        raise EOFError("No data left in file")
    if start == _magic:
        return _from_stream(stream, allow_pickle)
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return NpzFile(start + stream.read(), file, allow_pickle)
    if not allow_pickle:
        raise ValueError("This file contains pickled (object) data. If you trust the file you can load it unsafely using "
                         "the `allow_pickle=` keyword argument or `pickle.load()`.")
    import pickle
    try:
        return pickle.loads(start + stream.read(), encoding=encoding)
    except Exception:
        raise pickle.UnpicklingError(f"Failed to interpret file {file!r} as a pickle") from None


def _zip(entries, compress):
    """A zip archive of (name, data) pairs."""
    out, directory = [], []
    offset = 0
    for name, data in entries:
        name = name.encode()
        packed, method = data, 0
        if compress:
            # The zlib form without its head and check sum.
            packed, method = zlib.compress(data, 6)[2:-4], 8
        check = zlib.crc32(data) & 0xFFFFFFFF
        head = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, check, len(packed), len(data), len(name), 0)
        out += [b"PK\x03\x04", head, name, packed]
        directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + head
                         + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name)
        offset += 4 + len(head) + len(name) + len(packed)
    central = b"".join(directory)
    out += [central, b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(directory), len(directory), len(central), offset, 0)]
    return b"".join(out)


def _unzip(data):
    """The files of a zip archive, read when they are asked for."""
    place = data.rfind(b"PK\x05\x06")
    if place < 0:
        raise ValueError("File is not a zip file")
    count, _, start = struct.unpack("<HII", data[place + 10 : place + 20])
    entries = {}
    at = start
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02":
            raise ValueError("Bad magic number for central directory")
        method, check, packed, size, name, extra, comment, offset = (
            struct.unpack("<H", data[at + 10 : at + 12]) + struct.unpack("<III", data[at + 16 : at + 28])
            + struct.unpack("<HHH", data[at + 28 : at + 34]) + struct.unpack("<I", data[at + 42 : at + 46]))
        entries[data[at + 46 : at + 46 + name].decode()] = (method, check, packed, size, offset)
        at += 46 + name + extra + comment
    return entries


class NpzFile:
    """The arrays of a .npz file by their names."""

    def __init__(self, data, file, allow_pickle=False):
        self._data, self._file, self._allow_pickle = data, file, allow_pickle
        self._entries = _unzip(data)
        self.files = [name[:-4] if name.endswith(".npy") else name for name in self._entries]

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self._data = b""

    def __len__(self):
        return len(self.files)

    def __iter__(self):
        return iter(self.files)

    def __contains__(self, name):
        return name in self.files or name in self._entries

    def keys(self):
        return list(self.files)

    def values(self):
        return [self[name] for name in self.files]

    def items(self):
        return [(name, self[name]) for name in self.files]

    def get(self, name, default=None):
        return self[name] if name in self else default

    def __getitem__(self, name):
        key = name if name in self._entries else name + ".npy"
        if key not in self._entries:
            raise KeyError(f"{name} is not a file in the archive")
        method, check, packed, size, offset = self._entries[key]
        data = self._data
        names, extra = struct.unpack("<HH", data[offset + 26 : offset + 30])
        start = offset + 30 + names + extra
        body = data[start : start + packed]
        if method == 8:
            body = zlib.decompress(body, -15)
        elif method != 0:
            raise ValueError("That compression method is not supported")
        if zlib.crc32(body) & 0xFFFFFFFF != check:
            raise ValueError(f"Bad CRC-32 for file {key!r}")
        import io
        if body[:6] != _magic:
            return body
        return _from_stream(io.BytesIO(body[6:]), self._allow_pickle)

    @property
    def f(self):
        """The arrays as attributes."""
        return _Attributes(self)

    def __repr__(self):
        names = ", ".join(self.files[:5]) + ("..." if len(self.files) > 5 else "")
        return f"NpzFile {self._file!r} with keys: {names}"


class _Attributes:
    def __init__(self, arrays):
        self._arrays = arrays

    def __getattr__(self, name):
        try:
            return self._arrays[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return list(self._arrays.keys())


def _named(args, kwds, allow_pickle=True):
    entries = dict(kwds)
    for i, value in enumerate(args):
        name = f"arr_{i}"
        if name in entries:
            raise ValueError(f"Cannot use un-named variables and keyword {name}")
        entries[name] = value
    return [(name + ".npy", _to_bytes(value, allow_pickle)) for name, value in entries.items()]


def savez(file, *args, allow_pickle=True, **kwds):
    """Writes several arrays to a .npz file."""
    _write(file, _zip(_named(args, kwds, allow_pickle), False), ".npz")


def savez_compressed(file, *args, allow_pickle=True, **kwds):
    _write(file, _zip(_named(args, kwds, allow_pickle), True), ".npz")


def _lines(fname, encoding, message="fname must be a string, filehandle, list of strings,\nor generator"):
    """The lines of a file's name, a stream, or a list of lines."""
    if isinstance(fname, (list, tuple)):
        lines = list(fname)
    elif hasattr(fname, "read"):
        lines = fname.read()
        lines = (lines.decode(encoding or "utf-8") if isinstance(lines, bytes) else lines).splitlines()
    elif hasattr(fname, "__next__"):
        lines = list(fname)
    else:
        if not isinstance(fname, str) and not hasattr(fname, "__fspath__"):
            raise ValueError(message)
        name = str(fname)
        if name.endswith((".gz", ".bz2")):
            import importlib
            with importlib.import_module("gzip" if name.endswith(".gz") else "bz2").open(name, "rt") as file:
                lines = file.read().splitlines()
        else:
            try:
                with open(name, encoding=encoding or "utf-8") as file:
                    lines = file.read().splitlines()
            except FileNotFoundError:
                raise FileNotFoundError(f"{name} not found.") from None
    return [line.decode(encoding or "utf-8") if isinstance(line, bytes) else line for line in lines]


def _cut(line, comments):
    for mark in comments:
        place = line.find(mark)
        if place >= 0:
            line = line[:place]
    return line


def _marks(comments):
    if comments is None:
        return []
    if isinstance(comments, (bytes, str)):
        comments = [comments]
    return [c.decode() if isinstance(c, bytes) else c for c in comments]


def _quoted(line, delimiter, quote):
    """The fields of a line in which quotation marks keep delimiters together."""
    parts, text, inside, begun = [], "", False, False
    place = 0
    while place < len(line):
        c = line[place]
        if inside:
            if c == quote and line[place + 1 : place + 2] == quote:
                text += quote
                place += 1
            elif c == quote:
                inside = False
            else:
                text += c
        elif c == quote and not text:
            inside = begun = True
        elif c == delimiter or (delimiter is None and c.isspace()):
            if delimiter is not None or text or begun:
                parts.append(text)
            text, begun = "", False
        else:
            text += c
        place += 1
    if delimiter is not None or text or begun:
        parts.append(text)
    return parts


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None):
    """An array of a text file with one row in each line."""
    marks = _marks(comments)
    if isinstance(delimiter, bytes):
        delimiter = delimiter.decode()
    kind = _numpy.dtype(dtype)
    columns = None
    if usecols is not None:
        columns = [int(usecols)] if not hasattr(usecols, "__len__") else [int(c) for c in usecols]
    rows = []
    width = None
    for number, line in enumerate(_lines(fname, encoding)[skiprows:], 1):
        line = _cut(line, marks).strip("\r\n")
        if not line.strip():
            continue
        if max_rows is not None and len(rows) >= max_rows:
            break
        parts = _quoted(line, delimiter, quotechar) if quotechar else line.split(delimiter)
        if width is None:
            width = len(parts)
        elif len(parts) != width and columns is None:
            raise ValueError(f"the number of columns changed from {width} to {len(parts)} at row {number}; "
                             "use `usecols` to select a subset and avoid this error")
        if columns is not None:
            for c in columns:
                if not -len(parts) <= c < len(parts):
                    raise ValueError(f"invalid column index {c} at row {number} with {len(parts)} columns")
            parts = [parts[c] for c in columns]
        row = []
        for place, text in enumerate(parts):
            row.append(_converted(text, kind, converters, place if columns is None else columns[place], number))
        rows.append(row)
    if not rows:
        import warnings
        warnings.warn(f'loadtxt: input contained no data: "{fname}"', UserWarning, stacklevel=2)
        result = array([], kind)
        return result.reshape(0, 1) if ndmin == 2 else result
    result = array(rows, kind)
    if ndmin < 2:
        result = result.squeeze()
        if ndmin == 1 and result.ndim == 0:
            result = result.reshape(1)
    if unpack:
        return result.T
    return result


def _converted(text, kind, converters, place, row):
    if converters is not None:
        function = converters if callable(converters) else converters.get(place)
        if function is not None:
            return function(text)
    if kind.kind in "UO":
        return text
    try:
        text = text.strip()
        if kind.kind == "f":
            return float(text)
        if kind.kind == "b":
            return bool(int(text))
        return int(text)
    except ValueError:
        raise ValueError(f"could not convert string {text!r} to {kind.name} at row {row - 1}, column {place + 1}.") from None


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None,
               missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None, deletechars=None,
               replace_space="_", autostrip=False, case_sensitive=True, defaultfmt="f%i", unpack=None, usemask=False,
               loose=True, invalid_raise=True, max_rows=None, encoding=None, *, ndmin=0, like=None):
    """An array of a text file; what cannot be read becomes NaN."""
    if names:
        raise NotImplementedError("Gradus has no structured arrays (names=)")
    marks = _marks(comments)
    lines = _lines(fname, encoding)[skip_header:]
    if skip_footer:
        lines = lines[:-skip_footer]
    columns = None
    if usecols is not None:
        columns = [int(usecols)] if not hasattr(usecols, "__len__") else [int(c) for c in usecols]
    rows = []
    for line in lines:
        line = _cut(line, marks).strip("\r\n")
        if not line.strip():
            continue
        if max_rows is not None and len(rows) >= max_rows:
            break
        if isinstance(delimiter, int):
            parts = [line[i : i + delimiter] for i in range(0, len(line), delimiter)]
        else:
            parts = line.split(delimiter)
        parts = [part.strip() for part in parts]
        rows.append(parts if columns is None else [parts[c] for c in columns])
    if not rows:
        return array([])
    width = len(rows[0])
    bad = [(i, len(row)) for i, row in enumerate(rows, 1) if len(row) != width]
    if bad:
        lines = "".join(f"\n    Line #{i + skip_header} (got {n} columns instead of {width})" for i, n in bad)
        raise ValueError("Some errors were detected !" + lines)
    kind = None if dtype is None else _numpy.dtype(dtype)
    if kind is None:
        kinds = [_guess([row[place] for row in rows]) for place in range(width)]
        kind = kinds[0]
        if any(other.kind != kind.kind for other in kinds):
            raise NotImplementedError("Gradus has no structured arrays (columns of several types)")
    if kind.kind in "UO":
        result = array(rows, kind if kind.itemsize else None)
    else:
        fill = float("nan") if filling_values is None else filling_values
        if kind.kind == "i" and filling_values is None:
            fill = -1
        table = []
        for row in rows:
            values = []
            for place, text in enumerate(row):
                if converters is not None and place in converters:
                    values.append(converters[place](text))
                    continue
                try:
                    values.append(float(text) if kind.kind == "f" else int(text))
                except ValueError:
                    values.append(fill)
            table.append(values)
        result = array(table, kind)
    result = result.squeeze()
    return result.T if unpack else result


def _guess(texts):
    """The narrowest type that all texts fit."""
    for kind, read in ((int, int), (float, float)):
        try:
            for text in texts:
                read(text)
            return _numpy.dtype(kind)
        except ValueError:
            pass
    return _numpy.dtype(str)


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    """Writes an array as text, one row in each line."""
    X = asarray(X)
    if X.ndim == 0 or X.ndim > 2:
        raise ValueError(f"Expected 1D or 2D array, got {X.ndim}D array instead")
    rows = X.reshape(-1, 1) if X.ndim == 1 else X
    width = rows.shape[1]
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != width:
            raise AttributeError(f"fmt has wrong shape.  {fmt}")
        line_format = delimiter.join(fmt)
    elif fmt.count("%") == 1:
        line_format = delimiter.join([fmt] * width)
    elif fmt.count("%") == width:
        line_format = fmt
    else:
        raise ValueError(f"fmt has wrong number of % formats:  {fmt}")
    out = []
    if header:
        out.append(comments + header.replace("\n", "\n" + comments) + newline)
    for row in rows.tolist():
        try:
            out.append(line_format % tuple(row) + newline)
        except TypeError:
            raise TypeError(f"Mismatch between array dtype ('{X.dtype}') and format specifier ('{line_format}')") from None
    if footer:
        out.append(comments + footer.replace("\n", "\n" + comments) + newline)
    text = "".join(out)
    if hasattr(fname, "write"):
        try:
            fname.write(text)
        except TypeError:
            fname.write(text.encode(encoding or "latin1"))
        return
    name = str(fname)
    if name.endswith(".gz"):
        import gzip
        with gzip.open(name, "wt") as file:
            file.write(text)
        return
    with open(name, "w", encoding=encoding or "utf-8") as file:
        file.write(text)


def fromfile(file, dtype=float, count=-1, sep="", offset=0, *, like=None):
    if sep:
        text = _read(file)
        return fromstring(text.decode() if isinstance(text, bytes) else text, dtype, count, sep=sep)
    size = _numpy.dtype(dtype).itemsize
    if hasattr(file, "read"):
        if offset:
            file.seek(offset, 1)
        data = file.read() if count < 0 else file.read(count * size)
    else:
        data = _read(file)[offset:]
    count = len(data) // size if count < 0 else min(count, len(data) // size)
    return _numpy.frombuffer(data[: count * size], dtype)


def fromstring(string, dtype=float, count=-1, *, sep, like=None):
    parts = [part for part in (string.split() if not sep.strip() else string.split(sep.strip())) if part.strip()]
    kind = _numpy.dtype(dtype)
    values = [float(part) if kind.kind == "f" else int(part) for part in parts]
    return array(values if count < 0 else values[:count], kind)


def fromregex(file, regexp, dtype, encoding=None):
    raise NotImplementedError("Gradus has no structured arrays")
