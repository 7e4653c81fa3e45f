"""Imports by name."""

import sys as _sys

__all__ = ["import_module", "invalidate_caches"]


def import_module(name, package=None):
    """The module of a name; one that begins with dots is looked for beside `package`."""
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[:len(parts) - level + 1] + ([name[level:]] if name[level:] else []))
    __import__(name)
    return _sys.modules[name]


def invalidate_caches():
    """Nothing is kept that could be out of date."""
