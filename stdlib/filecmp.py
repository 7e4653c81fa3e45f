"""Files and folders that are compared."""

import os as _os
from itertools import filterfalse as _filterfalse

__all__ = ["BUFSIZE", "DEFAULT_IGNORES", "clear_cache", "cmp", "cmpfiles", "dircmp"]

BUFSIZE = 8 * 1024
DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]


def clear_cache():
    """Nothing is remembered."""


def _signature(path):
    status = _os.stat(path)
    return _os.path.isfile(path), status.st_size, status.st_mtime


def cmp(f1, f2, shallow=True):
    """Whether two files are equal; files of one size and time are taken to be so, unless `shallow` is false."""
    one, other = _signature(f1), _signature(f2)
    if not one[0] or not other[0]:
        return False
    if shallow and one == other:
        return True
    if one[1] != other[1]:
        return False
    with open(f1, "rb") as first, open(f2, "rb") as second:
        while True:
            block = first.read(BUFSIZE)
            if block != second.read(BUFSIZE):
                return False
            if not block:
                return True


def cmpfiles(a, b, common, shallow=True):
    """Names of equal files, of different ones, and of those that could not be compared."""
    found = [], [], []
    for name in common:
        try:
            place = 0 if cmp(_os.path.join(a, name), _os.path.join(b, name), shallow) else 1
        except OSError:
            place = 2
        found[place].append(name)
    return found


class dircmp:
    """Two folders: what only one has, what both have, and which of that is equal."""

    def __init__(self, a, b, ignore=None, hide=None):
        self.left, self.right = a, b
        self.hide = [_os.curdir, _os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore

    def __getattr__(self, name):
        if name in ("left_list", "right_list", "common", "left_only", "right_only"):
            self._lists()
        elif name in ("common_dirs", "common_files", "common_funny"):
            self._kinds()
        elif name in ("same_files", "diff_files", "funny_files"):
            self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files)
        elif name == "subdirs":
            self.subdirs = {one: type(self)(_os.path.join(self.left, one), _os.path.join(self.right, one), self.ignore,
                                            self.hide) for one in self.common_dirs}
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def _lists(self):
        hidden = set(self.hide + self.ignore)
        self.left_list, self.right_list = (sorted(_filterfalse(hidden.__contains__, _os.listdir(folder)))
                                           for folder in (self.left, self.right))
        self.common = [name for name in self.left_list if name in self.right_list]
        self.left_only = [name for name in self.left_list if name not in self.right_list]
        self.right_only = [name for name in self.right_list if name not in self.left_list]

    def _kinds(self):
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            paths = _os.path.join(self.left, name), _os.path.join(self.right, name)
            if all(map(_os.path.isdir, paths)):
                self.common_dirs.append(name)
            elif all(map(_os.path.isfile, paths)):
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def report(self):
        print("diff", self.left, self.right)
        for names, words in ((self.left_only, f"Only in {self.left} :"), (self.right_only, f"Only in {self.right} :"),
                             (self.same_files, "Identical files :"), (self.diff_files, "Differing files :"),
                             (self.funny_files, "Trouble with common files :"),
                             (self.common_dirs, "Common subdirectories :"),
                             (self.common_funny, "Common funny cases :")):
            if names:
                names.sort()
                print(words, names)

    def report_partial_closure(self):
        self.report()
        for one in self.subdirs.values():
            print()
            one.report()

    def report_full_closure(self):
        self.report()
        for one in self.subdirs.values():
            print()
            one.report_full_closure()
