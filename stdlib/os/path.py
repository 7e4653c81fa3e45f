"""Paths as text."""

import _os

sep = "/"
curdir = "."
pardir = ".."
extsep = "."
altsep = None
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        return type(path).__fspath__(path)
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}") from None


def join(a, *p):
    path = fspath(a)
    for part in p:
        part = fspath(part)
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = fspath(p)
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def splitext(p):
    p = fspath(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    return "", fspath(p)


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def isabs(s):
    return fspath(s).startswith("/")


def normpath(path):
    path = fspath(path)
    if not path:
        return "."
    lead = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not lead and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + "/".join(parts) or "."


def abspath(path):
    path = fspath(path)
    return normpath(path if path.startswith("/") else join(_os.getcwd(), path))


def realpath(filename, *, strict=False):
    found = _os.realpath(fspath(filename))
    return found if found is not None else abspath(filename)


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    paths = [fspath(p) for p in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    rooted = {p.startswith("/") for p in paths}
    if len(rooted) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[c for c in p.split("/") if c and c != "."] for p in paths]
    common = commonprefix(split_paths)
    return ("/" if rooted.pop() else "") + "/".join(common)


def _mode(path, follow=True):
    try:
        return (_os.stat if follow else _os.lstat)(fspath(path))[0] & 0o170000
    except (OSError, ValueError):
        return None


def exists(path):
    return _mode(path) is not None


def lexists(path):
    return _mode(path, False) is not None


def isfile(path):
    return _mode(path) == 0o100000


def isdir(s):
    return _mode(s) == 0o040000


def islink(path):
    return _mode(path, False) == 0o120000


def getsize(filename):
    return _os.stat(fspath(filename))[6]


def _seconds(nanoseconds):
    whole, rest = divmod(nanoseconds, 10 ** 9)
    return whole + 1e-9 * rest


def getatime(filename):
    return _seconds(_os.stat(fspath(filename))[7])


def getmtime(filename):
    return _seconds(_os.stat(fspath(filename))[8])


def getctime(filename):
    return _seconds(_os.stat(fspath(filename))[9])


def samefile(f1, f2):
    a, b = _os.stat(f1), _os.stat(f2)
    return a[1:3] == b[1:3]


def expanduser(path):
    path = fspath(path)
    if path == "~" or path.startswith("~/"):
        return _os.environ.get("HOME", "/root").rstrip("/") + path[1:]
    return path


def expandvars(path):
    result = ""
    i = 0
    path = fspath(path)
    from os import environ
    while i < len(path):
        if path[i] == "$":
            if path[i + 1:i + 2] == "{" and "}" in path[i:]:
                end = path.index("}", i)
                name, stop = path[i + 2:end], end + 1
            else:
                stop = i + 1
                while stop < len(path) and (path[stop].isalnum() or path[stop] == "_"):
                    stop += 1
                name = path[i + 1:stop]
            if name and name in environ:
                result += environ[name]
            else:
                result += path[i:stop]
            i = max(stop, i + 1)
        else:
            result += path[i]
            i += 1
    return result


def normcase(s):
    """The path as systems that ignore case would compare it: here as it is."""
    return fspath(s)


def ismount(path):
    """Whether a path is where a file system begins."""
    if fspath(path).rstrip("/") == "":
        return True
    import os
    try:
        own = os.lstat(path)
        parent = os.lstat(join(fspath(path), ".."))
    except (OSError, ValueError):
        return False
    return own.st_dev != parent.st_dev or own.st_ino == parent.st_ino


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev
