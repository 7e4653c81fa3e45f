"""Keeping what is printed: `with capture_output() as captured: …`."""

import io as _io
import sys as _sys

from _prompt import CapturedIO

__all__ = ["CapturedIO", "capture_output"]


class capture_output:
    """Keeps what is printed meanwhile."""

    def __init__(self, stdout=True, stderr=True, display=True):
        self.stdout = stdout
        self.stderr = stderr
        self.display = display

    def __enter__(self):
        self._streams = _sys.stdout, _sys.stderr
        self._captured = CapturedIO("", "")
        self._out, self._error = _io.StringIO(), _io.StringIO()
        if self.stdout:
            _sys.stdout = self._out
        if self.stderr:
            _sys.stderr = self._error
        return self._captured

    def __exit__(self, *exception):
        _sys.stdout, _sys.stderr = self._streams
        self._captured.stdout = self._out.getvalue()
        self._captured.stderr = self._error.getvalue()
