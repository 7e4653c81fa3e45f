"""Files and folders for a short time."""

import os
import random as _random
import shutil as _shutil

__all__ = ["NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "gettempdir", "mkdtemp", "mkstemp", "mktemp"]

_names = _random.Random()
tempdir = None


def gettempdir():
    return tempdir or os.environ.get("TMPDIR") or "/tmp"


def mktemp(suffix="", prefix="tmp", dir=None):
    while True:
        name = "".join(_names.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))
        path = os.path.join(dir or gettempdir(), (prefix or "tmp") + name + (suffix or ""))
        if not os.path.lexists(path):
            return path


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = mktemp(suffix, prefix, dir)
    os.mkdir(path, 0o700)
    return path


class _TemporaryFile:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    path = mktemp(suffix, prefix, dir)
    return _TemporaryFile(open(path, mode.replace("w", "x"), buffering, encoding, errors, newline), path, delete)


TemporaryFile = NamedTemporaryFile


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file: its descriptor, and its absolute path."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    while True:
        path = os.path.abspath(mktemp(suffix, prefix, dir))
        try:
            return os.open(path, flags, 0o600), path
        except FileExistsError:
            continue


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        self.cleanup()

    def __repr__(self):
        return f"<TemporaryDirectory {self.name!r}>"

    def cleanup(self):
        _shutil.rmtree(self.name, ignore_errors=True)
