"""Showing where exceptions came from."""

import sys

from _gradus import render_traceback as _render

__all__ = ["extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list", "format_tb",
           "print_exc", "print_exception", "print_list", "print_tb", "FrameSummary", "StackSummary",
           "TracebackException", "clear_frames", "walk_tb", "extract_stack", "format_stack", "print_stack", "walk_stack"]


class FrameSummary:
    """One line of a traceback."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, text=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = locals
        self._text = text

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The lines of a traceback."""

    def format(self):
        return format_list(self)

    @classmethod
    def from_list(cls, items):
        return cls(item if isinstance(item, FrameSummary) else FrameSummary(*item[:3], line=item[3]) for item in items)


class _Place(BaseException):
    pass


def _blocks(tb):
    """The text of each line of a traceback, as CPython shows it."""
    lines = _render(_Place().with_traceback(tb)).splitlines(True)[1:-1]
    blocks = []
    for line in lines:
        if line.startswith('  File "'):
            blocks.append(line)
        elif blocks:
            blocks[-1] += line
    return blocks


def extract_tb(tb, limit=None):
    """The lines of a traceback as objects."""
    found = StackSummary()
    if tb is None:
        return found
    for block in _blocks(tb):
        head, _, rest = block.partition("\n")
        name = head[8:head.rindex('", line ')]
        number, _, function = head[head.rindex('", line ') + 8:].partition(", in ")
        source = rest.split("\n")[0].strip()
        found.append(FrameSummary(name, int(number), function, line=source, text=block))
    return _limited(found, limit)


def _limited(found, limit):
    """The first so many places, the last ones where the number is negative; all where there is none."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None:
            limit = max(limit, 0)
    if limit is None:
        return found
    return StackSummary(found[:limit] if limit >= 0 else found[limit:])


def walk_stack(f):
    """A frame and its callers, each with its line."""
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_stack(f=None, limit=None):
    """The calls that led here, or to a frame, as objects; the outermost first."""
    import linecache

    frame = sys._getframe(1) if f is None else f
    found = StackSummary()
    for place, number in walk_stack(frame):
        code = place.f_code
        line = linecache.getline(code.co_filename, number).strip()
        found.append(FrameSummary(code.co_filename, number, code.co_name, line=line))
    # The number counts from the innermost call here.
    found = _limited(found, limit)
    found.reverse()
    return found


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def format_list(extracted_list):
    """Lines of a traceback as text."""
    result = []
    for item in extracted_list:
        text = getattr(item, "_text", None)
        if text is None:
            filename, lineno, name, line = item
            text = f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line.strip()}\n" if line else "")
        result.append(text)
    return result


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), end="", file=file or sys.stderr)


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=file or sys.stderr)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    pass


def _value(exc, value):
    return value if isinstance(value, BaseException) else exc


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    """An exception with its traceback, as lines of text."""
    exception = _value(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    if exception.__traceback__ is None and (not chain or exception.__cause__ is exception.__context__ is None):
        return format_exception_only(exception)
    if limit is not None or hasattr(sys, "tracebacklimit") or (
            not chain and (exception.__cause__ or exception.__context__)):
        return _parts(exception, limit, chain)
    text = _render(exception)
    if not text.endswith("\n"):
        text += "\n"
    blocks = []
    for line in text.splitlines(True):
        if blocks and blocks[-1].startswith('  File "') and line.startswith("    "):
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


def _parts(exception, limit, chain):
    """An exception, and those before it, with as many places as are asked for."""
    lines = []
    cause, context = exception.__cause__, exception.__context__
    if chain and cause is not None:
        lines = _parts(cause, limit, chain)
        lines.append("\nThe above exception was the direct cause of the following exception:\n\n")
    elif chain and context is not None and not exception.__suppress_context__:
        lines = _parts(context, limit, chain)
        lines.append("\nDuring handling of the above exception, another exception occurred:\n\n")
    places = format_tb(exception.__traceback__, limit)
    if places:
        lines.append("Traceback (most recent call last):\n")
    return lines + places + format_exception_only(exception)


def format_exception_only(exc, /, value=None):
    """The last line of a traceback."""
    exception = _value(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    cls = type(exception)
    name = cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"
    if isinstance(exception, SyntaxError) and exception.filename is not None:
        return _render(exception).splitlines(True)
    try:
        text = str(exception.msg if isinstance(exception, SyntaxError) else exception)
    except Exception:
        text = "<exception str() failed>"
    if isinstance(exception, SyntaxError) and not exception.args:
        text = "None"
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(exception, "__notes__", ()):
        lines += [line + "\n" for line in str(note).split("\n")]
    return lines


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), end="", file=file or sys.stderr)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), end="", file=file or sys.stderr)


class TracebackException:
    """An exception ready to be shown later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10):
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._text = str(exc_value)
        self._lines = format_exception(exc_value, limit=limit)
        self._only = format_exception_only(exc_value)
        cause, context = exc_value.__cause__, exc_value.__context__
        self.__cause__ = None if cause is None else TracebackException.from_exception(cause)
        self.__context__ = None if context is None else TracebackException.from_exception(context)
        self.__suppress_context__ = exc_value.__suppress_context__

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True):
        yield from self._lines

    def format_exception_only(self):
        yield from self._only

    def print(self, *, file=None, chain=True):
        print("".join(self.format(chain=chain)), end="", file=file or sys.stderr)

    def __str__(self):
        return self._text
