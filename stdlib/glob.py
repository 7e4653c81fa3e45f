"""Files whose names match a pattern."""

import os
from fnmatch import fnmatchcase as _match

__all__ = ["escape", "glob", "iglob"]


def has_magic(s):
    return any(c in s for c in "*?[")


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    absolute = pathname.startswith("/")
    parts = pathname.split("/")
    if absolute:
        parts = parts[1:]
    base = root_dir or ""

    def expand(prefix, parts):
        if not parts:
            yield prefix
            return
        first, rest = parts[0], parts[1:]
        folder = os.path.join(base, prefix) if base else prefix
        if first == "**" and recursive:
            if rest or prefix:
                yield from expand(prefix, rest) if rest else [prefix if prefix.endswith("/") else prefix + "/"]
            for name in listed(folder):
                if include_hidden or not name.startswith("."):
                    child = os.path.join(prefix, name)
                    if os.path.isdir(os.path.join(base, child)):
                        yield from expand(child, parts)
                    elif not rest:
                        yield child
        elif has_magic(first):
            for name in listed(folder):
                if _match(name, first) and (include_hidden or first.startswith(".") or not name.startswith(".")):
                    child = os.path.join(prefix, name)
                    if not rest or os.path.isdir(os.path.join(base, child)):
                        yield from expand(child, rest)
        else:
            child = os.path.join(prefix, first)
            if os.path.lexists(os.path.join(base, child)):
                yield from expand(child, rest)

    def listed(folder):
        try:
            return os.listdir(folder or ".")
        except OSError:
            return []

    yield from expand("/" if absolute else "", parts)


def escape(pathname):
    return "".join(f"[{c}]" if c in "*?[" else c for c in pathname)
