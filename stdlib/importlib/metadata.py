"""What is known of installed packages: their versions and the files that describe them."""

import importlib as _importlib
import os as _os
import sys as _sys

__all__ = ["Distribution", "PackageNotFoundError", "distribution", "distributions", "entry_points", "files", "metadata",
           "packages_distributions", "requires", "version"]

# Packages that are part of the program: the module whose __version__ is theirs.
_BUILT_IN = {"torch": "torch", "torchvision": "torchvision", "numpy": "numpy", "matplotlib": "matplotlib", "tqdm": "tqdm",
             "pillow": "PIL"}


class PackageNotFoundError(ModuleNotFoundError):
    """There is no package of this name."""

    def __str__(self):
        return f"No package metadata was found for {self.name}"

    @property
    def name(self):
        return self.args[0]


def _normal(name):
    """A name as names are compared: `Foo.Bar` is `foo-bar`."""
    return "-".join(part for part in name.replace("_", "-").replace(".", "-").split("-") if part).lower()


class _Metadata:
    """Headers of a package, each of which may stand several times."""

    def __init__(self, headers, text=""):
        self._headers = headers
        self._text = text

    def __getitem__(self, key):
        found = self.get_all(key)
        return found[0] if found else None

    def __contains__(self, key):
        return bool(self.get_all(key))

    def __iter__(self):
        return iter([key for key, _ in self._headers])

    def __len__(self):
        return len(self._headers)

    def keys(self):
        return list(self)

    def items(self):
        return list(self._headers)

    def get(self, key, default=None):
        found = self.get_all(key)
        return found[0] if found else default

    def get_all(self, key, default=None):
        return [value for name, value in self._headers if name.lower() == key.lower()] or default

    def get_payload(self):
        return self._text


class Distribution:
    """One installed package."""

    def __init__(self, headers, folder=None, text=""):
        self.metadata = _Metadata(headers, text)
        self._folder = folder

    @property
    def name(self):
        return self.metadata["Name"]

    @property
    def version(self):
        return self.metadata["Version"]

    @property
    def requires(self):
        return self.metadata.get_all("Requires-Dist")

    @property
    def entry_points(self):
        return []

    @property
    def files(self):
        return None

    def read_text(self, filename):
        """The text of a file beside the metadata; None where there is none."""
        if self._folder is None:
            return None
        try:
            with open(_os.path.join(self._folder, filename), encoding="utf-8") as file:
                return file.read()
        except OSError:
            return None

    @classmethod
    def from_name(cls, name):
        return distribution(name)

    @classmethod
    def discover(cls, **kwargs):
        return distributions(**kwargs)


def _headers(text):
    """(headers, body) of a METADATA file."""
    headers = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.strip():
            return headers, "\n".join(lines[number + 1 :])
        if line[0] in " \t" and headers:
            headers[-1] = headers[-1][0], headers[-1][1] + "\n" + line
        elif ":" in line:
            key, value = line.split(":", 1)
            headers.append((key.strip(), value.strip()))
    return headers, ""


def _on_path():
    for place in _sys.path:
        try:
            names = sorted(_os.listdir(place or "."))
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                folder = _os.path.join(place or ".", name)
                for file in ("METADATA", "PKG-INFO"):
                    path = _os.path.join(folder, file)
                    if _os.path.isfile(path):
                        with open(path, encoding="utf-8", errors="replace") as text:
                            yield Distribution(*_with_folder(text.read(), folder))
                        break


def _with_folder(text, folder):
    headers, body = _headers(text)
    return headers, folder, body


def _built_in(name):
    module = _importlib.import_module(_BUILT_IN[name])
    return Distribution([("Metadata-Version", "2.1"), ("Name", name), ("Version", module.__version__)])


def distributions(**kwargs):
    """All packages that can be found."""
    yield from _on_path()
    for name in _BUILT_IN:
        yield _built_in(name)


def distribution(distribution_name):
    """The package of a name."""
    if not distribution_name:
        raise ValueError("A distribution name is required.")
    wanted = _normal(distribution_name)
    for found in _on_path():
        if found.name and _normal(found.name) == wanted:
            return found
    if wanted in _BUILT_IN:
        return _built_in(wanted)
    raise PackageNotFoundError(distribution_name)


def version(distribution_name):
    """The version of a package, as text."""
    return distribution(distribution_name).version


def metadata(distribution_name):
    """The headers that describe a package."""
    return distribution(distribution_name).metadata


def requires(distribution_name):
    """What a package needs; None where it says nothing."""
    return distribution(distribution_name).requires


def files(distribution_name):
    return distribution(distribution_name).files


def entry_points(**params):
    """Plug-ins of packages: there are none."""
    return ()


def packages_distributions():
    """Which packages give each top-level module."""
    found = {}
    for one in distributions():
        names = (one.read_text("top_level.txt") or _BUILT_IN.get(one.name, one.name or "")).split()
        for name in names:
            found.setdefault(name, []).append(one.name)
    return found
