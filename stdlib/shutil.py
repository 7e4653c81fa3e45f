"""Copying, moving and removing files and folders."""

import os

__all__ = ["Error", "SameFileError", "copy", "copy2", "copyfile", "copyfileobj", "copytree", "get_terminal_size",
           "ignore_patterns", "move", "rmtree", "which"]


class Error(OSError):
    pass


class SameFileError(Error):
    pass


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
