"""Lines of files, read once."""

import os as _os
import sys as _sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By the names of files: size, time of change, lines, the path where the file was found.
cache = {}


def clearcache():
    """Forgets all files."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file with its end, counted from 1; '' where there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; none where it cannot be read."""
    if filename in cache:
        return cache[filename][2]
    return updatecache(filename, module_globals)


def checkcache(filename=None):
    """Forgets the files (or the one) that have changed."""
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        size, changed, _, path = cache[name]
        if changed is None:
            continue
        try:
            now = _os.stat(path)
        except OSError:
            cache.pop(name, None)
            continue
        if size != now.st_size or changed != now.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Reads a file anew, also from the folders of modules, and gives its lines."""
    cache.pop(filename, None)
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return []
    paths = [filename]
    if not _os.path.isabs(filename):
        paths += [_os.path.join(folder, filename) for folder in _sys.path if isinstance(folder, str)]
    for path in paths:
        try:
            facts = _os.stat(path)
            with open(path, encoding="utf-8") as file:
                lines = file.readlines()
        except (OSError, UnicodeDecodeError, SyntaxError):
            continue
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        cache[filename] = facts.st_size, facts.st_mtime, lines, path
        return lines
    return []


def lazycache(filename, module_globals):
    """Whether the lines of a file could be read later on from the loader of its module."""
    return False
