"""Warnings: each shown once for the line that caused it."""

import sys

try:
    from _gradus import source_line as _line_of_code
except ImportError:
    def _line_of_code(code, lineno):
        return None

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings"]

# (action, message, category, module, line), the first that fits decides; messages and modules are compiled patterns.
filters = []
_default_filters = [
    ("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
filters.extend(_default_filters)
defaultaction = "default"
onceregistry = {}
_shown = set()
# Lines of code that warned, by file and number.
_lines = {}
_recorders = []
_actions = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def _fits(pattern, text):
    return pattern is None or (pattern == text if isinstance(pattern, str) else pattern.match(text) is not None)


def _action(category, text, module, lineno):
    for action, message, wanted, where, line in filters:
        if issubclass(category, wanted) and (line == 0 or line == lineno) and _fits(message, text) and _fits(where, module):
            return action
    return defaultaction


def _place(stacklevel):
    """(file, line, module) of the line that a warning is about; the embedded modules do not count as callers."""
    try:
        frame = sys._getframe(2)
    except ValueError:
        return "sys", 1, "sys"
    while frame is not None:
        if not frame.f_code.co_filename.startswith("<gradus:"):
            stacklevel -= 1
            if stacklevel <= 0:
                break
        frame = frame.f_back
    if frame is None:
        return "sys", 1, "sys"
    # Cells and entries lie in no file of their own.
    line = _line_of_code(frame.f_code, frame.f_lineno)
    if line is not None:
        _lines[frame.f_code.co_filename, frame.f_lineno] = line
    return frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get("__name__", "<string>")


def _checked(message, category):
    if isinstance(message, Warning):
        return message.__class__
    if category is None:
        return UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    return category


def warn(message, category=None, stacklevel=1, source=None):
    category = _checked(message, category)
    # Nobody needs the place of what is ignored everywhere.
    if filters and filters[0][0] == "ignore" and filters[0][1] is None and filters[0][3] is None \
            and not filters[0][4] and issubclass(category, filters[0][2]):
        return
    filename, lineno, module = _place(stacklevel)
    _decide(message, category, filename, lineno, module, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    _decide(message, _checked(message, category), filename, lineno, module, source)


def _decide(message, category, filename, lineno, module, source):
    text = str(message)
    action = _action(category, text, module, lineno)
    if action == "ignore":
        return
    if not isinstance(message, Warning):
        message = category(message)
    if action == "error":
        raise message
    if action != "always":
        key = (text, category)
        if action == "module":
            key = (text, category, filename, 0)
        elif action != "once":
            key = (text, category, filename, lineno)
        if key in _shown:
            return
        _shown.add(key)
    entry = WarningMessage(message, category, filename, lineno, source=source)
    if showwarning is not _showwarning:
        showwarning(message, category, filename, lineno)
    elif _recorders:
        _recorders[-1].append(entry)
    else:
        _write(entry)


def _write(entry, file=None):
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(entry.message, entry.category, entry.filename, entry.lineno, entry.line))


def _source_line(filename, lineno):
    line = _lines.get((filename, lineno))
    if line is not None:
        return line.strip()
    if filename.startswith("<"):
        return ""
    try:
        with open(filename, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line.strip()
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = _source_line(filename, lineno) if line is None else line.strip()
    return text + (f"  {line}\n" if line else "")


def showwarning(message, category, filename, lineno, file=None, line=None):
    _write(WarningMessage(message, category, filename, lineno, line=line), file)


_showwarning = showwarning


def _insert(entry, append):
    if append:
        if entry not in filters:
            filters.append(entry)
        return
    if entry in filters:
        filters.remove(entry)
    filters.insert(0, entry)


def _check_action(action, category, lineno):
    if action not in _actions:
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise AssertionError("category must be a Warning subclass")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if not isinstance(message, str):
        raise AssertionError("message must be a string")
    if not isinstance(module, str):
        raise AssertionError("module must be a string")
    _check_action(action, category, lineno)
    if message or module:
        import re
    _insert((action, re.compile(message, re.I) if message else None, category,
             re.compile(module) if module else None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check_action(action, category, lineno)
    _insert((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters[:]
        self._seen = set(_shown)
        self._show = showwarning
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _recorders.append(log)
            showwarning = _showwarning
            return log
        return None

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:] = self._saved
        showwarning = self._show
        _shown.clear()
        _shown.update(self._seen)
        if self._record:
            _recorders.pop()
