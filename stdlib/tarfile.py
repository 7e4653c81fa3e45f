"""Archives of files one after another (tar), also compressed with gzip or bzip2."""

import bz2 as _bz2
import gzip as _gzip
import io as _io
import os as _os
import time as _time

__all__ = ["CompressionError", "DIRTYPE", "ExtractError", "HeaderError", "LNKTYPE", "REGTYPE", "ReadError", "SYMTYPE",
           "StreamError", "TarError", "TarFile", "TarInfo", "is_tarfile", "open"]

BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE = b"0", b"\0", b"1", b"2", b"5"
_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL = b"L", b"K", b"x", b"g"

_open_file = open


class TarError(Exception):
    """What goes wrong with archives."""


class ExtractError(TarError):
    pass


class ReadError(TarError):
    pass


class CompressionError(TarError):
    pass


class StreamError(TarError):
    pass


class HeaderError(TarError):
    pass


def _text(field):
    return field.partition(b"\0")[0].decode("utf-8", "surrogateescape")


def _number(field):
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.partition(b"\0")[0].strip()
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        raise HeaderError("invalid header")


def _octal(number, width):
    if number >= 8 ** (width - 1):
        return b"\x80" + number.to_bytes(width - 1, "big")
    return b"%0*o\0" % (width - 1, number)


class TarInfo:
    """What an archive says of one file."""

    def __init__(self, name=""):
        self.name, self.linkname = name, ""
        self.mode, self.uid, self.gid, self.size, self.mtime = 0o644, 0, 0, 0, 0
        self.type, self.uname, self.gname = REGTYPE, "", ""
        self.offset = self.offset_data = 0
        self.pax_headers = {}

    @property
    def path(self):
        return self.name

    def isreg(self):
        return self.type in (REGTYPE, AREGTYPE)

    isfile = isreg

    def isdir(self):
        return self.type == DIRTYPE

    def issym(self):
        return self.type == SYMTYPE

    def islnk(self):
        return self.type == LNKTYPE

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r} at {hex(id(self))}>"

    @classmethod
    def _read(cls, block):
        """A header; None where the archive ends."""
        if not block.strip(b"\0"):
            return None
        if len(block) < BLOCKSIZE:
            raise HeaderError("truncated header")
        if _number(block[148:156]) != 256 + sum(block[:148]) + sum(block[156:512]):
            raise HeaderError("bad checksum")
        info = cls(_text(block[:100]))
        info.mode, info.uid, info.gid = _number(block[100:108]), _number(block[108:116]), _number(block[116:124])
        info.size, info.mtime, info.type = _number(block[124:136]), _number(block[136:148]), block[156:157]
        info.linkname, info.uname, info.gname = _text(block[157:257]), _text(block[265:297]), _text(block[297:329])
        prefix = _text(block[345:500])
        if prefix and block[257:265] != b"ustar  \0":
            info.name = prefix + "/" + info.name
        if info.type == AREGTYPE and info.name.endswith("/"):
            info.type = DIRTYPE
        if info.isdir():
            info.name = info.name.rstrip("/")
        return info

    def _header(self, kind=None, name=None, size=None):
        name = (self.name + ("/" if self.isdir() else "") if name is None else name).encode("utf-8", "surrogateescape")
        fields = [name[:100].ljust(100, b"\0"), _octal(self.mode & 0o7777, 8), _octal(self.uid, 8), _octal(self.gid, 8),
                  _octal(self.size if size is None else size, 12), _octal(int(self.mtime), 12), b" " * 8, kind or self.type,
                  self.linkname.encode()[:100].ljust(100, b"\0"), b"ustar\x0000", self.uname.encode().ljust(32, b"\0"),
                  self.gname.encode().ljust(32, b"\0"), _octal(0, 8), _octal(0, 8)]
        block = b"".join(fields).ljust(BLOCKSIZE, b"\0")
        return block[:148] + b"%06o\0 " % sum(block) + block[156:]

    def tobuf(self):
        """The header's blocks; a long name goes in front."""
        extra = b""
        for key, value in (("path", self.name), ("linkpath", self.linkname)):
            if len(value.encode()) > (99 if key == "path" and self.isdir() else 100) or not value.isascii():
                record = f" {key}={value}\n".encode("utf-8", "surrogateescape")
                length = len(record) + len(str(len(record)))
                extra += f"{length + (len(str(length)) > len(str(len(record))))}".encode() + record
        if not extra:
            return self._header()
        return self._header(_PAX, "././@PaxHeader", len(extra)) + _padded(extra) + self._header()


def _padded(data):
    return data + b"\0" * (-len(data) % BLOCKSIZE)


def _pax_records(data):
    found, place = {}, 0
    while place < len(data) and data[place:place + 1] != b"\0":
        length = int(data[place:data.index(b" ", place)])
        key, equals, value = data[data.index(b" ", place) + 1:place + length - 1].partition(b"=")
        found[key.decode()] = value.decode("utf-8", "surrogateescape")
        place += length
    return found


class TarFile:
    """An archive, which is read or written from its beginning to its end."""

    tarinfo = TarInfo

    def __init__(self, name=None, mode="r", fileobj=None):
        if mode not in ("r", "w", "a", "x"):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode, self.closed, self._owns = mode, False, fileobj is None
        self.name = None if name is None else _os.path.abspath(_os.fspath(name))
        self.fileobj = fileobj if fileobj is not None else _open_file(name, {"a": "r+b"}.get(mode, mode + "b"))
        self.members, self._loaded = [], mode in "wx"
        if mode in "ra":
            self._load()
        if mode == "a":
            self.fileobj.seek(self._end)

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        if not name and not fileobj:
            raise ValueError("nothing to open")
        way, colon, packing = mode.replace("|", ":").partition(":")
        way = way or "r"
        if way not in ("r", "w", "a", "x"):
            raise ValueError("undiscernible mode" if not colon else "mode must be 'r', 'a', 'w' or 'x'")
        if packing not in ("", "*", "gz", "bz2"):
            raise CompressionError(f"unknown compression type {packing!r}")
        if way == "r":
            return cls._reading(name, packing, fileobj)
        if packing in ("gz", "bz2"):
            target = fileobj if fileobj is not None else _open_file(name, way + "b")
            archive = cls(name, way, _io.BytesIO())
            archive._target, archive._packing, archive._owns = target, packing, fileobj is None
            archive._level = kwargs.get("compresslevel", 9)
            return archive
        return cls(name, way, fileobj)

    @classmethod
    def _reading(cls, name, packing, fileobj):
        source = fileobj if fileobj is not None else _open_file(name, "rb")
        place = source.tell()
        start = source.read(6)
        source.seek(place)
        kind = "gz" if start[:2] == b"\x1f\x8b" else "bz2" if start[:3] == b"BZh" else ""
        if packing not in ("*", "") and packing != kind:
            raise ReadError("not a gzip file" if packing == "gz" else "not a bzip2 file")
        if not kind:
            archive = cls(name, "r", source)
            archive._owns = fileobj is None
            return archive
        data = source.read()
        if fileobj is None:
            source.close()
        return cls(name, "r", _io.BytesIO(_gzip.decompress(data) if kind == "gz" else _bz2.decompress(data)))

    _target = None

    def _load(self):
        start = self.fileobj.tell()
        place, pending = start, {}
        while True:
            self.fileobj.seek(place)
            block = self.fileobj.read(BLOCKSIZE)
            try:
                info = self.tarinfo._read(block) if block else None
            except HeaderError as error:
                if place == start:
                    raise ReadError(f"file could not be opened successfully:\n{error}")
                raise ReadError(str(error))
            if info is None:
                if not block and place == start:
                    raise ReadError("empty file")
                break
            size = info.size
            if info.type in (_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL):
                data = self.fileobj.read(size)
                if info.type in (_PAX, _PAX_GLOBAL):
                    pending.update(_pax_records(data))
                else:
                    pending["path" if info.type == _LONG_NAME else "linkpath"] = _text(data)
            else:
                info.name = pending.get("path", info.name).rstrip("/")
                info.linkname = pending.get("linkpath", info.linkname)
                if "size" in pending:
                    info.size = size = int(pending["size"])
                if "mtime" in pending:
                    info.mtime = float(pending["mtime"])
                info.pax_headers, pending = pending, {}
                info.offset, info.offset_data = place, place + BLOCKSIZE
                if not (info.isreg() or info.isdir() or info.issym() or info.islnk()):
                    size = info.size
                elif not info.isreg():
                    size = 0
                self.members.append(info)
            place += BLOCKSIZE + -(-size // BLOCKSIZE) * BLOCKSIZE
        self._end = place

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return iter(self.members)

    def getmembers(self):
        return list(self.members)

    def getnames(self):
        return [info.name for info in self.members]

    def getmember(self, name):
        for info in reversed(self.members):
            if info.name == name.rstrip("/"):
                return info
        raise KeyError(f"filename {name!r} not found")

    def next(self):
        self._place = getattr(self, "_place", -1) + 1
        return self.members[self._place] if self._place < len(self.members) else None

    def list(self, verbose=True, *, members=None):
        for info in members or self.members:
            if verbose:
                kind = "d" if info.isdir() else "l" if info.issym() else "-"
                bits = "".join(letter if info.mode >> 8 - i & 1 else "-" for i, letter in enumerate("rwxrwxrwx"))
                when = "%d-%02d-%02d %02d:%02d:%02d" % tuple(_time.localtime(info.mtime)[:6])
                print(f"?{kind}"[1:] + bits, f"{info.uname or info.gid}/{info.gname or info.gid}", f"{info.size:>10}", when,
                      end=" ")
            print(info.name + ("/" if info.isdir() else ""), end=" " if verbose else "")
            print()

    def extractfile(self, member):
        info = self.getmember(member) if isinstance(member, str) else member
        if info.issym() or info.islnk():
            folder = _os.path.dirname(info.name) if info.issym() else ""
            return self.extractfile(_os.path.normpath(_os.path.join(folder, info.linkname)))
        if info.isdir():
            return None
        self.fileobj.seek(info.offset_data)
        return _io.BytesIO(self.fileobj.read(info.size))

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        info = self.getmember(member) if isinstance(member, str) else member
        base = _os.path.abspath(_os.fspath(path) or ".")
        target = _os.path.normpath(_os.path.join(base, info.name.lstrip("/")))
        if target != base and not target.startswith(_os.path.join(base, "")):
            raise ExtractError(f"{info.name!r} would be extracted to {target!r}, which is outside the destination")
        if info.isdir():
            _os.makedirs(target, exist_ok=True)
            return
        _os.makedirs(_os.path.dirname(target), exist_ok=True)
        if info.issym():
            place = _os.path.normpath(_os.path.join(_os.path.dirname(target), info.linkname))
            if info.linkname.startswith("/") or not place.startswith(_os.path.join(base, "")):
                raise ExtractError(f"{info.name!r} would link to {place!r}, which is outside the destination")
            if not _os.path.lexists(target):
                _os.symlink(info.linkname, target)
            return
        content = self.extractfile(info)
        with _open_file(target, "wb") as file:
            file.write(content.read())
        _os.chmod(target, info.mode & 0o777)
        _os.utime(target, (info.mtime, info.mtime))

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        for member in self.members if members is None else members:
            self.extract(member, path)

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        status = _os.stat(name if name is not None else fileobj.name)
        info = self.tarinfo(_os.fspath(arcname if arcname is not None else name).replace(_os.sep, "/").lstrip("/"))
        info.mode, info.mtime = status.st_mode & 0o7777, status.st_mtime
        if _os.path.isdir(name if name is not None else fileobj.name):
            info.type = DIRTYPE
        else:
            info.size = status.st_size
        return info

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        if self.mode == "r":
            raise OSError("bad operation for mode 'r'")
        info = self.gettarinfo(name, name if arcname is None else arcname)
        if filter is not None:
            info = filter(info)
            if info is None:
                return
        if info.isdir():
            self.addfile(info)
            if recursive:
                for entry in sorted(_os.listdir(name)):
                    self.add(_os.path.join(name, entry), _os.path.join(info.name, entry), recursive, filter=filter)
        else:
            with _open_file(name, "rb") as file:
                self.addfile(info, file)

    def addfile(self, tarinfo, fileobj=None):
        if self.mode == "r":
            raise OSError("bad operation for mode 'r'")
        self.fileobj.write(tarinfo.tobuf())
        if fileobj is not None:
            self.fileobj.write(_padded(fileobj.read(tarinfo.size)))
        self.members.append(tarinfo)

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self.mode != "r":
            self.fileobj.write(b"\0" * (BLOCKSIZE * 2))
            self.fileobj.write(b"\0" * (-self.fileobj.tell() % RECORDSIZE))
        if self._target is not None:
            data = self.fileobj.getvalue()
            self._target.write(_gzip.compress(data, self._level) if self._packing == "gz" else _bz2.compress(data, self._level))
            if self._owns:
                self._target.close()
        elif self._owns:
            self.fileobj.close()


open = TarFile.open


def is_tarfile(name):
    try:
        if hasattr(name, "read"):
            place = name.tell()
            open(fileobj=name)
            name.seek(place)
        else:
            open(name).close()
        return True
    except TarError:
        return False
