"""Files, folders and the environment. Processes are not part of Gradus."""

import sys as _sys
from builtins import open as _open_file
from os import path
from os.path import _seconds, fspath

import _os
from _os import access, chdir, chmod, close, cpu_count, dup, ftruncate, getcwd, getpid, getppid, getuid, link
from _os import listdir as _listdir, lseek, open, read, readlink, remove, rename, replace, rmdir, strerror, symlink
from _os import umask, unlink, urandom, write
from _os import O_APPEND, O_CLOEXEC, O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_SYNC
from _os import O_TRUNC, O_WRONLY

name = "posix"
sep = "/"
altsep = None
curdir = "."
pardir = ".."
extsep = "."
pathsep = ":"
linesep = "\n"
devnull = "/dev/null"
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
error = OSError


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object over a descriptor, which it closes."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    return _open_file(fd, mode, buffering, encoding, *args, **kwargs)


class PathLike:
    """Objects with __fspath__."""

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "__fspath__") if cls is PathLike else NotImplemented

    def __class_getitem__(cls, item):
        return cls


class _Environ(dict):
    """The environment's variables; changes reach the process."""

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        _os.putenv(key, value)
        super().__setitem__(key, value)

    def __delitem__(self, key):
        super().__delitem__(key)
        _os.unsetenv(key)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def update(self, other=(), **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f"environ({dict.__repr__(self)})"


environ = _Environ(_os.environ)


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def listdir(path="."):
    return _listdir(path)


def mkdir(path, mode=0o777):
    _os.mkdir(path, mode)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == ".":
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)


class stat_result(tuple):
    """What stat tells of a file."""

    _names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime",
              "st_ctime")

    @classmethod
    def _of(cls, facts):
        made = cls((*facts[:7], *(time // 10 ** 9 for time in facts[7:])))
        made.st_atime_ns, made.st_mtime_ns, made.st_ctime_ns = facts[7:]
        return made

    def __repr__(self):
        return f"os.stat_result({', '.join(f'{name}={value}' for name, value in zip(self._names, self))})"

    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: _seconds(self.st_atime_ns))
    st_mtime = property(lambda self: _seconds(self.st_mtime_ns))
    st_ctime = property(lambda self: _seconds(self.st_ctime_ns))


def stat(path, *, follow_symlinks=True):
    given = path if isinstance(path, int) else fspath(path)
    return stat_result._of((_os.stat if follow_symlinks else _os.lstat)(given))


def lstat(path):
    return stat_result._of(_os.lstat(fspath(path)))


def fstat(fd):
    return stat_result._of(_os.stat(fd))


def utime(path, times=None):
    accessed, modified = times if times is not None else (None, None)
    _os.utime(path, accessed, modified)


class DirEntry:
    """One entry of scandir."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    folder = fspath(path)
    return _Scan([DirEntry(folder, name) for name in _listdir(folder)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        dirs, files = _os.listing(top)
    except OSError as e:
        if onerror is not None:
            onerror(e)
        return
    if topdown:
        yield top, dirs, files
    for name in dirs:
        child = path.join(top, name)
        if followlinks or not path.islink(child):
            yield from walk(child, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, files


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1):
    return terminal_size(_os.terminal_size(fd))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8") if isinstance(filename, bytes) else filename


def _exit(status):
    _sys.exit(status)


def _refused(what):
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"Gradus does not start processes: os.{what}() is not supported")
    return refuse


def system(command):
    """Clears the screen, which is what programs of text ask for; other commands are refused."""
    if {word.strip() for word in command.split("||")} <= {"clear", "cls"}:
        if "TERM" in environ:
            _sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")
            _sys.stdout.flush()
        return 0
    _refused("system")()


popen = _refused("popen")
fork = _refused("fork")
kill = _refused("kill")
