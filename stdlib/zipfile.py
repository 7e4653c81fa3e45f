"""ZIP archives: reading and writing entries that are stored or deflated."""

import io
import os
import struct
import time
import zlib

__all__ = ["BadZipFile", "BadZipfile", "LargeZipFile", "ZIP_BZIP2", "ZIP_DEFLATED", "ZIP_LZMA", "ZIP_STORED",
           "ZipFile", "ZipInfo", "error", "is_zipfile"]

ZIP_STORED = 0
ZIP_DEFLATED = 8
ZIP_BZIP2 = 12
ZIP_LZMA = 14

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64, _LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"


class BadZipFile(Exception):
    pass


error = BadZipfile = BadZipFile


class LargeZipFile(Exception):
    """An archive that would need ZIP64, which was forbidden."""


class ZipInfo:
    """One entry: its name, time, sizes and place."""

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        filename = filename.split("\0")[0].replace(os.sep, "/")
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.orig_filename = self.filename = filename
        self.date_time = date_time
        self.compress_type = ZIP_STORED
        self._compresslevel = None
        self.comment = b""
        self.extra = b""
        self.create_system = 3
        self.create_version = self.extract_version = 20
        self.flag_bits = 0
        self.internal_attr = self.external_attr = 0
        self.header_offset = self.CRC = self.compress_size = self.file_size = 0

    def is_dir(self):
        return self.filename.endswith("/")

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """The entry for a file on disk."""
        filename = os.fspath(filename)
        status = os.stat(filename)
        moment = time.localtime(status.st_mtime)
        date_time = tuple(moment)[:6]
        if not strict_timestamps and date_time[0] < 1980:
            date_time = (1980, 1, 1, 0, 0, 0)
        arcname = filename if arcname is None else os.fspath(arcname)
        arcname = os.path.normpath(arcname).lstrip("/")
        directory = os.path.isdir(filename)
        info = cls(arcname + "/" if directory else arcname, date_time)
        info.external_attr = (status.st_mode & 0xFFFF) << 16 | (0x10 if directory else 0)
        info.file_size = 0 if directory else status.st_size
        return info

    def _time_and_date(self):
        year, month, day, hour, minute, second = self.date_time
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day

    def _name(self):
        try:
            return self.filename.encode("ascii"), self.flag_bits & ~0x800
        except UnicodeEncodeError:
            return self.filename.encode("utf-8"), self.flag_bits | 0x800

    def __repr__(self):
        text = f"<{self.__class__.__name__} filename={self.filename!r}"
        if self.compress_type != ZIP_STORED:
            names = {ZIP_DEFLATED: "deflate", ZIP_BZIP2: "bzip2", ZIP_LZMA: "lzma"}
            text += f" compress_type={names.get(self.compress_type, self.compress_type)}"
        high, low = self.external_attr >> 16, self.external_attr & 0xFFFF
        if high:
            text += f" filemode={_mode_text(high)!r}"
        if low:
            text += f" external_attr={low:#x}"
        if not self.is_dir() or self.file_size:
            text += f" file_size={self.file_size!r}"
        if (not self.is_dir() or self.compress_size) and (
                self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            text += f" compress_size={self.compress_size!r}"
        return text + ">"


def _mode_text(mode):
    """`ls`'s way to show permissions."""
    kind = {0o040000: "d", 0o120000: "l", 0o100000: "-"}.get(mode & 0o170000, "?")
    return kind + "".join(sign if mode >> 8 - i & 1 else "-" for i, sign in enumerate("rwxrwxrwx"))


def _find_end(file):
    """The record that closes an archive, and its place; None where there is none."""
    file.seek(0, 2)
    size = file.tell()
    tail_size = min(size, 22 + 0xFFFF)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return None
    fields = struct.unpack("<4s4H2LH", tail[at:at + 22])
    count, length, offset = fields[4], fields[5], fields[6]
    comment = tail[at + 22:at + 22 + fields[7]]
    place = size - tail_size + at
    if 0xFFFF in (count,) or 0xFFFFFFFF in (length, offset):
        if place >= 20:
            file.seek(place - 20)
            locator = file.read(20)
            if locator[:4] == _LOCATOR64:
                file.seek(struct.unpack("<4sLQL", locator)[2])
                wide = file.read(56)
                if wide[:4] == _END64:
                    fields = struct.unpack("<4sQ2H2L4Q", wide)
                    count, length, offset = fields[7], fields[8], fields[9]
                    place = place - 20 - 56
    return count, length, offset, comment, place


def is_zipfile(filename):
    """Whether a file, or what lies at a path, is a ZIP archive."""
    try:
        if hasattr(filename, "read"):
            return _find_end(filename) is not None
        with open(filename, "rb") as file:
            return _find_end(file) is not None
    except OSError:
        return False


class _Entry(io.BytesIO):
    """The content of an entry."""

    def __init__(self, data, name):
        super().__init__(data)
        self.name = name
        self.mode = "r"


class _Target(io.BytesIO):
    """Collects what is written to an entry; closing puts it into the archive."""

    def __init__(self, archive, info):
        super().__init__()
        self._archive, self._info = archive, info

    def close(self):
        if not self.closed:
            self._archive._put(self._info, self.getvalue())
            self._archive._writing = False
            super().close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()


class ZipFile:
    """An archive, opened to read ("r"), to write ("w", "x") or to append to ("a")."""

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *,
                 strict_timestamps=True, metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self.fp = None
        self.mode = mode
        self.compression = compression
        self.compresslevel = compresslevel
        self.debug = 0
        self.pwd = None
        self.NameToInfo, self.filelist = {}, []
        self._comment = b""
        self._changed = self._writing = False
        self._strict_timestamps = strict_timestamps
        self._own = not hasattr(file, "read") and not hasattr(file, "write")
        if self._own:
            self.filename = os.fspath(file)
            if mode == "a" and not os.path.exists(self.filename):
                mode = "w"
            self.fp = open(self.filename, {"r": "rb", "w": "w+b", "x": "x+b", "a": "r+b"}[mode])
        else:
            self.fp = file
            self.filename = getattr(file, "name", None)
        try:
            if mode in ("w", "x"):
                self._changed = True
                self._next = self.fp.tell()
            elif mode == "r" or _find_end(self.fp) is not None:
                self._read_directory()
            else:
                self.fp.seek(0, 2)
                self._changed = True
                self._next = self.fp.tell()
        except BaseException:
            if self._own:
                self.fp.close()
            self.fp = None
            raise

    def _read_directory(self):
        end = _find_end(self.fp)
        if end is None:
            raise BadZipFile("File is not a zip file")
        count, length, offset, self._comment, place = end
        # Something may stand before the archive, such as a program that unpacks it.
        shift = place - length - offset
        self._next = offset + shift
        self.fp.seek(self._next)
        data = self.fp.read(length)
        at = 0
        while at < length:
            if data[at:at + 4] != _CENTRAL:
                raise BadZipFile("Bad magic number for central directory")
            fields = struct.unpack("<4s4B4H3L5H2L", data[at:at + 46])
            name_length, extra_length, comment_length = fields[12:15]
            name = data[at + 46:at + 46 + name_length]
            flags = fields[5]
            moment, day = fields[7], fields[8]
            info = ZipInfo(name.decode("utf-8" if flags & 0x800 or name.isascii() else "latin-1"),
                           ((day >> 9) + 1980, day >> 5 & 15, day & 31, moment >> 11, moment >> 5 & 63,
                            (moment & 31) * 2))
            info.create_version, info.create_system, info.extract_version = fields[1], fields[2], fields[3]
            info.flag_bits, info.compress_type, info.CRC = flags, fields[6], fields[9]
            info.compress_size, info.file_size = fields[10], fields[11]
            info.internal_attr, info.external_attr = fields[16], fields[17]
            start = at + 46 + name_length
            info.extra = data[start:start + extra_length]
            info.comment = data[start + extra_length:start + extra_length + comment_length]
            info.header_offset = self._wide_sizes(info, fields[18]) + shift
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
            at = start + extra_length + comment_length

    @staticmethod
    def _wide_sizes(info, offset):
        """Takes over the sizes of ZIP64's extra field; gives the place of the entry."""
        extra, at = info.extra, 0
        while at + 4 <= len(extra):
            kind, length = struct.unpack("<HH", extra[at:at + 4])
            if kind == 1:
                numbers = list(struct.unpack(f"<{length // 8}Q", extra[at + 4:at + 4 + length // 8 * 8]))
                if info.file_size == 0xFFFFFFFF and numbers:
                    info.file_size = numbers.pop(0)
                if info.compress_size == 0xFFFFFFFF and numbers:
                    info.compress_size = numbers.pop(0)
                if offset == 0xFFFFFFFF and numbers:
                    offset = numbers.pop(0)
            at += 4 + length
        return offset

    # Looking.

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment)}")
        self._comment = comment[:0xFFFF]
        self._changed = True

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def getinfo(self, name):
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f"There is no item named {name!r} in the archive")
        return info

    def printdir(self, file=None):
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for info in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print("%-46s %s %12d" % (info.filename, date, info.file_size), file=file)

    def testzip(self):
        """The name of the first broken entry, or None."""
        for info in self.filelist:
            try:
                self.read(info)
            except BadZipFile:
                return info.filename
        return None

    def _check_open(self):
        if self.fp is None:
            raise ValueError("Attempt to use ZIP archive that was already closed")

    def read(self, name, pwd=None):
        """The content of an entry."""
        self._check_open()
        info = name if isinstance(name, ZipInfo) else self.getinfo(name)
        self.fp.seek(info.header_offset)
        head = self.fp.read(30)
        if head[:4] != _LOCAL or len(head) < 30:
            raise BadZipFile("Bad magic number for file header")
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        self.fp.seek(info.header_offset + 30 + name_length + extra_length)
        if info.flag_bits & 1:
            raise RuntimeError(f"File {info.filename!r} is encrypted, password required for extraction")
        data = self.fp.read(info.compress_size)
        if info.compress_type == ZIP_DEFLATED:
            try:
                data = zlib.decompress(data, -15)
            except zlib.error as failure:
                raise BadZipFile(f"Bad data for file {info.filename!r}") from failure
        elif info.compress_type != ZIP_STORED:
            raise NotImplementedError("That compression method is not supported")
        if zlib.crc32(data) & 0xFFFFFFFF != info.CRC:
            raise BadZipFile(f"Bad CRC-32 for file {info.filename!r}")
        return data

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """An entry as a file of bytes, to read or to write."""
        if mode not in ("r", "w"):
            raise ValueError('open() requires mode "r" or "w"')
        self._check_open()
        if mode == "r":
            info = name if isinstance(name, ZipInfo) else self.getinfo(name)
            return _Entry(self.read(info), info.filename)
        info = name
        if not isinstance(name, ZipInfo):
            info = ZipInfo(name, time.localtime()[:6])
            info.compress_type, info._compresslevel = self.compression, self.compresslevel
            info.external_attr = 0o600 << 16
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                             "Close the first handle before opening another.")
        self._check_writable("write()")
        self._writing = True
        return _Target(self, info)

    def extract(self, member, path=None, pwd=None):
        """Writes one entry below a folder; gives the path."""
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        path = os.getcwd() if path is None else os.fspath(path)
        parts = [part for part in info.filename.replace("\\", "_" if os.sep == "/" else "/").split("/")
                 if part not in ("", os.curdir, os.pardir)]
        target = os.path.normpath(os.path.join(path, *parts)) if parts else os.path.normpath(path)
        os.makedirs(target if info.is_dir() else os.path.dirname(target) or ".", exist_ok=True)
        if not info.is_dir():
            with open(target, "wb") as file:
                file.write(self.read(info))
        return target

    def extractall(self, path=None, members=None, pwd=None):
        """Writes all entries, or those given, below a folder."""
        for member in self.namelist() if members is None else members:
            self.extract(member, path)

    def setpassword(self, pwd):
        raise NotImplementedError("Gradus reads no encrypted archives")

    # Writing.

    def _check_writable(self, what):
        if self.mode not in ("w", "x", "a"):
            raise ValueError(f"{what} requires mode 'w', 'x', or 'a'")
        if self.fp is None:
            raise ValueError("Attempt to write ZIP archive that was already closed")

    def _put(self, info, data):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn(f"Duplicate name: {info.filename!r}", stacklevel=3)
        packed = data
        if info.compress_type == ZIP_DEFLATED:
            level = -1 if info._compresslevel is None else info._compresslevel
            # Without zlib's head of two bytes and its sum of four at the end.
            packed = zlib.compress(data, level)[2:-4]
        elif info.compress_type != ZIP_STORED:
            raise NotImplementedError("That compression method is not supported")
        if len(data) > 0xFFFFFFFE or self._next > 0xFFFFFFFE:
            raise LargeZipFile("Gradus writes no archives of more than four gigabytes")
        info.file_size, info.compress_size = len(data), len(packed)
        info.CRC = zlib.crc32(data) & 0xFFFFFFFF
        info.header_offset = self._next
        name, flags = info._name()
        info.flag_bits = flags
        moment, day = info._time_and_date()
        self.fp.seek(self._next)
        self.fp.write(struct.pack("<4s2B4HL2L2H", _LOCAL, info.extract_version, 0, flags, info.compress_type, moment,
                                  day, info.CRC, info.compress_size, info.file_size, len(name), len(info.extra)))
        self.fp.write(name)
        self.fp.write(info.extra)
        self.fp.write(packed)
        self._next = self.fp.tell()
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        self._changed = True

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Puts a file of the disk into the archive."""
        self._check_writable("write()")
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            self._put(info, b"")
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info._compresslevel = self.compresslevel if compresslevel is None else compresslevel
        with open(os.fspath(filename), "rb") as file:
            self._put(info, file.read())

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Puts a string or bytes into the archive."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        self._check_writable("write()")
        info = zinfo_or_arcname
        if not isinstance(info, ZipInfo):
            info = ZipInfo(info, time.localtime(time.time())[:6])
            info.compress_type, info._compresslevel = self.compression, self.compresslevel
            info.external_attr = 0o40775 << 16 | 0x10 if info.is_dir() else 0o600 << 16
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info._compresslevel = compresslevel
        self._put(info, bytes(data))

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Puts an empty folder into the archive."""
        info = zinfo_or_directory_name
        if not isinstance(info, ZipInfo):
            info = ZipInfo(info.rstrip("/") + "/", time.localtime()[:6])
            info.external_attr = (0o40000 | mode & 0xFFFF) << 16 | 0x10
        self._check_writable("write()")
        self._put(info, b"")

    def _write_directory(self):
        self.fp.seek(self._next)
        for info in self.filelist:
            name, flags = info._name()
            moment, day = info._time_and_date()
            self.fp.write(struct.pack("<4s4B4H3L5H2L", _CENTRAL, info.create_version, info.create_system,
                                      info.extract_version, 0, flags, info.compress_type, moment, day, info.CRC,
                                      info.compress_size, info.file_size, len(name), len(info.extra),
                                      len(info.comment), 0, info.internal_attr, info.external_attr,
                                      info.header_offset))
            self.fp.write(name + info.extra + info.comment)
        length = self.fp.tell() - self._next
        count = len(self.filelist)
        self.fp.write(struct.pack("<4s4H2LH", _END, 0, 0, count, count, length, self._next, len(self._comment)))
        self.fp.write(self._comment)
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def close(self):
        """Writes the directory where something changed, and closes the file."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before closing the zip.")
        try:
            if self.mode in ("w", "x", "a") and self._changed:
                self._write_directory()
        finally:
            file, self.fp = self.fp, None
            if self._own:
                file.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def __repr__(self):
        text = f"<{self.__class__.__module__}.{self.__class__.__qualname__}"
        if self.fp is None:
            return text + " [closed]>"
        if self.filename is not None:
            text += f" filename={self.filename!r}"
        return text + f" mode={self.mode!r}>"


def _check_compression(compression):
    if compression not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError("That compression method is not supported")
