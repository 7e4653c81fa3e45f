"""Importing a module whose name is only known at run time."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches"]

__import__ = __import__


def import_module(name, package=None):
    """The module of a name; one that begins with dots is relative to `package`."""
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        parents = package.rsplit(".", level - 1)
        if len(parents) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = f"{parents[0]}.{name[level:]}" if name[level:] else parents[0]
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Nothing: what is on disk is looked up anew by every import."""
