"""Copying, moving and removing files and folders."""

import os

__all__ = ["Error", "SameFileError", "copy", "copy2", "copyfile", "copyfileobj", "copytree", "get_terminal_size",
           "get_archive_formats", "get_unpack_formats", "ignore_patterns", "make_archive", "move", "ReadError", "rmtree",
           "unpack_archive", "which"]


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class ReadError(OSError):
    """An archive that cannot be read."""


def copyfileobj(fsrc, fdst, length=65536):
    while True:
        part = fsrc.read(length)
        if not part:
            return
        fdst.write(part)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    with open(src, "rb") as a, open(dst, "wb") as b:
        copyfileobj(a, b)
    return dst


def copymode(src, dst):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst):
    status = os.stat(src)
    os.utime(dst, (status.st_atime, status.st_mtime))
    os.chmod(dst, status.st_mode & 0o7777)


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = copy(src, dst)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    import fnmatch

    def ignore(path, names):
        return {name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in patterns)}
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in ignored:
            continue
        a, b = os.path.join(src, name), os.path.join(dst, name)
        if os.path.islink(a) and symlinks:
            os.symlink(os.readlink(a), b)
        elif os.path.isdir(a):
            copytree(a, b, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(a, b)
    return dst


def rmtree(path, ignore_errors=False, onerror=None):
    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
        for name in os.listdir(path):
            child = os.path.join(path, name)
            if os.path.isdir(child) and not os.path.islink(child):
                rmtree(child, ignore_errors, onerror)
            else:
                os.unlink(child)
        os.rmdir(path)
    except OSError as error:
        if onerror is not None:
            onerror(rmtree, path, (type(error), error, error.__traceback__))
        elif not ignore_errors:
            raise


def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        if os.path.isdir(src):
            copytree(src, target, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def which(cmd, mode=1, path=None):
    if "/" in cmd:
        return cmd if os.access(cmd, mode) else None
    for folder in (path or os.environ.get("PATH", "")).split(":"):
        name = os.path.join(folder, cmd)
        if os.path.isfile(name) and os.access(name, mode):
            return name
    return None


def get_terminal_size(fallback=(80, 24)):
    try:
        columns = int(os.environ.get("COLUMNS", 0))
        lines = int(os.environ.get("LINES", 0))
    except ValueError:
        columns = lines = 0
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size()
        except OSError:
            size = fallback
        columns, lines = columns or size[0] or fallback[0], lines or size[1] or fallback[1]
    return os.terminal_size((columns, lines))


# The formats of archives: what tarfile calls them, and the ends of their files' names.
_ARCHIVES = {
    "bztar": ("bz2", [".tar.bz2", ".tbz2"], "bzip2'ed tar-file"),
    "gztar": ("gz", [".tar.gz", ".tgz"], "gzip'ed tar-file"),
    "tar": ("", [".tar"], "uncompressed tar file"), "zip": (None, [".zip"], "ZIP file"),
}


def get_archive_formats():
    return [(name, description) for name, (_, _, description) in _ARCHIVES.items()]


def get_unpack_formats():
    return [(name, ends, description) for name, (_, ends, description) in _ARCHIVES.items()]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None, logger=None):
    """Packs a folder; returns the archive's name."""
    if format not in _ARCHIVES:
        raise ValueError(f"unknown archive format {format!r}")
    kind, ends, _ = _ARCHIVES[format]
    base_dir = os.curdir if base_dir is None else base_dir
    root = os.curdir if root_dir is None else os.fspath(root_dir)
    name = os.fspath(base_name) + ends[0]
    if dry_run:
        return name
    folder = os.path.dirname(name)
    if folder and not os.path.exists(folder):
        os.makedirs(folder)
    if kind is not None:
        import tarfile
        with tarfile.open(name, f"w:{kind}" if kind else "w") as tar:
            tar.add(os.path.join(root, base_dir), arcname=base_dir)
        return name
    import zipfile
    with zipfile.ZipFile(name, "w", compression=zipfile.ZIP_DEFLATED) as packed:
        start = os.path.normpath(base_dir)
        if start != os.curdir:
            packed.write(os.path.join(root, start), start)
        for path, folders, files in os.walk(os.path.join(root, base_dir)):
            inner = os.path.normpath(os.path.relpath(path, root))
            for one in sorted(folders) + files:
                packed.write(os.path.join(path, one), os.path.normpath(os.path.join(inner, one)))
    return name


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpacks an archive into a folder."""
    filename = os.fspath(filename)
    extract_dir = os.getcwd() if extract_dir is None else os.fspath(extract_dir)
    if format is None:
        format = next((name for name, (_, ends, _) in _ARCHIVES.items() if any(filename.endswith(e) for e in ends)), None)
        if format is None:
            raise ReadError(f"Unknown archive format '{filename}'")
    elif format not in _ARCHIVES:
        raise ValueError(f"Unknown unpack format '{format}'")
    if format == "zip":
        import zipfile
        if not zipfile.is_zipfile(filename):
            raise ReadError(f"{filename} is not a zip file")
        with zipfile.ZipFile(filename) as packed:
            packed.extractall(extract_dir)
        return
    import tarfile
    try:
        tar = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f"{filename} is not a compressed or uncompressed tar file") from None
    with tar:
        tar.extractall(extract_dir)
