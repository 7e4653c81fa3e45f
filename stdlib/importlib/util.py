"""Whether a module can be imported."""

import os
import sys

__all__ = ["find_spec", "resolve_name"]


class ModuleSpec:
    """What is known of a module before it is imported."""

    def __init__(self, name, loader=None, *, origin=None, is_package=False):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = [os.path.dirname(origin)] if is_package and origin else None
        self.has_location = origin is not None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        origin = f", origin={self.origin!r}" if self.origin else ""
        return f"ModuleSpec(name={self.name!r}, loader={self.loader!r}{origin})"


def resolve_name(name, package):
    """The full name of a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parents = package.rsplit(".", level - 1)
    if len(parents) < level:
        raise ImportError("attempted relative import beyond top-level package")
    rest = name[level:]
    return f"{parents[0]}.{rest}" if rest else parents[0]


def find_spec(name, package=None):
    """What is known of a module, or None where there is none."""
    name = resolve_name(name, package)
    parent, _, last = name.rpartition(".")
    folders = sys.path
    if name in sys.modules:
        module = sys.modules[name]
        file = getattr(module, "__file__", None)
        return ModuleSpec(name, origin=file, is_package=hasattr(module, "__path__"))
    if parent:
        above = __import__(parent, fromlist=["_"])
        if getattr(above, "__file__", None) is None:
            try:
                __import__(name)
            except ModuleNotFoundError:
                return None
            return ModuleSpec(name)
        folders = [os.path.dirname(above.__file__)]
    for folder in folders:
        path = os.path.join(folder or ".", last)
        for file, is_package in ((os.path.join(path, "__init__.py"), True), (path + ".py", False)):
            if os.path.isfile(file):
                return ModuleSpec(name, origin=file, is_package=is_package)
    try:
        # A module of Gradus itself has no file.
        __import__(name)
    except ModuleNotFoundError:
        return None
    return ModuleSpec(name)


def spec_from_file_location(name, location=None, **kwargs):
    raise NotImplementedError(
        "Gradus does not load modules from a path: put its folder on sys.path and use importlib.import_module")


module_from_spec = spec_from_file_location
