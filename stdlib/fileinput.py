"""Lines of several files, one after another: those of the command line, or standard input."""

import io as _io
import os as _os
import sys as _sys

__all__ = ["FileInput", "close", "filelineno", "filename", "fileno", "hook_compressed", "hook_encoded", "input",
           "isfirstline", "isstdin", "lineno", "nextfile"]

_state = None


def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
    """The lines of the files, by one `FileInput` that the functions of this module ask."""
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def close():
    global _state
    state, _state = _state, None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError("no active input()")
    return _state


def nextfile():
    return _active().nextfile()


def filename():
    return _active().filename()


def lineno():
    return _active().lineno()


def filelineno():
    return _active().filelineno()


def fileno():
    return _active().fileno()


def isfirstline():
    return _active().isfirstline()


def isstdin():
    return _active().isstdin()


class FileInput:
    """Iterates over lines of files. With `inplace`, what is printed meanwhile takes the place of the file."""

    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
        if isinstance(files, str) or isinstance(files, _os.PathLike):
            files = (_os.fspath(files),)
        elif files is None:
            files = tuple(_sys.argv[1:]) or ("-",)
        else:
            files = tuple(files)
        if mode not in ("r", "rb"):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook and inplace:
            raise ValueError("FileInput cannot use an opening hook in inplace mode")
        if openhook and not callable(openhook):
            raise ValueError("FileInput openhook must be callable")
        self._files, self._inplace, self._backup = list(files), inplace, backup
        self._mode, self._openhook, self._encoding, self._errors = mode, openhook, encoding, errors
        self._filename, self._file, self._is_stdin = None, None, False
        self._lineno = self._filelineno = 0
        self._output = self._saved_stdout = self._old = None

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self):
        while True:
            if self._file is None:
                if not self._files:
                    return b"" if "b" in self._mode else ""
                self._open(self._files.pop(0))
            line = self._file.readline()
            if line:
                self._lineno += 1
                self._filelineno += 1
                return line
            self.nextfile()

    def _open(self, name):
        self._filename, self._filelineno = name, 0
        self._is_stdin = name == "-"
        encoding = None if "b" in self._mode else self._encoding or "utf-8"
        if self._is_stdin:
            self._filename = "<stdin>"
            self._file = getattr(_sys.stdin, "buffer", _sys.stdin) if "b" in self._mode else _sys.stdin
        elif self._inplace:
            self._old = _os.fspath(name) + (self._backup or ".bak")
            if _os.path.exists(self._old):
                _os.unlink(self._old)
            _os.rename(name, self._old)
            self._file = open(self._old, self._mode, encoding=encoding, errors=self._errors)
            self._output = open(name, self._mode.replace("r", "w"), encoding=encoding, errors=self._errors)
            self._saved_stdout, _sys.stdout = _sys.stdout, self._output
        elif self._openhook:
            if self._encoding is None:
                self._file = self._openhook(name, self._mode)
            else:
                self._file = self._openhook(name, self._mode, encoding=self._encoding, errors=self._errors)
        else:
            self._file = open(name, self._mode, encoding=encoding, errors=self._errors)

    def nextfile(self):
        """Leaves the file; the next line is the next file's first."""
        if self._saved_stdout is not None:
            _sys.stdout, self._saved_stdout = self._saved_stdout, None
        output, self._output = self._output, None
        if output:
            output.close()
        file, self._file = self._file, None
        if file and not self._is_stdin:
            file.close()
        old, self._old = self._old, None
        if old and not self._backup:
            _os.unlink(old)
        self._is_stdin = False

    def close(self):
        self.nextfile()
        self._files = []

    def filename(self):
        return self._filename

    def lineno(self):
        return self._lineno

    def filelineno(self):
        return self._filelineno

    def fileno(self):
        try:
            return self._file.fileno()
        except (AttributeError, ValueError):
            return -1

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._is_stdin


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    ending = _os.path.splitext(filename)[1]
    if ending not in (".gz", ".bz2"):
        return open(filename, mode, encoding=encoding if "b" in mode else encoding or "utf-8", errors=errors)
    module = __import__("gzip" if ending == ".gz" else "bz2")
    opened = module.open(filename, "rb")
    if "b" in mode:
        return opened
    return _io.StringIO(opened.read().decode(encoding or "utf-8", errors or "strict"))


def hook_encoded(encoding, errors=None):
    def opener(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return opener
