"""Showing where exceptions came from."""

import sys

from _gradus import render_traceback as _render

__all__ = ["extract_tb", "format_exc", "format_exception", "format_exception_only", "format_tb", "print_exc",
           "print_exception", "print_tb"]


class FrameSummary:
    def __init__(self, filename, lineno, name):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = ""

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def extract_tb(tb, limit=None):
    found = []
    while tb is not None and (limit is None or len(found) < limit):
        code = tb.tb_frame.f_code
        found.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name))
        tb = tb.tb_next
    return found


def format_tb(tb, limit=None):
    return [f'  File "{f.filename}", line {f.lineno}, in {f.name}\n' for f in extract_tb(tb, limit)]


def print_tb(tb, limit=None, file=None):
    for line in format_tb(tb, limit):
        print(line, end="", file=file or sys.stderr)


def _value(exc, value):
    return value if isinstance(value, BaseException) else exc


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    exception = _value(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    return _render(exception).splitlines(True)


def format_exception_only(exc, value=None):
    exception = _value(exc, value)
    cls = type(exception)
    name = cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"
    text = str(exception)
    return [f"{name}: {text}\n" if text else f"{name}\n"]


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value)), end="", file=file or sys.stderr)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1]))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), end="", file=file or sys.stderr)
