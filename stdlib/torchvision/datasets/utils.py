"""Files of data sets: checks, downloads, archives."""

import hashlib
import os
import shutil

from torch import _files


def calculate_md5(fpath, chunk_size=1024 * 1024):
    digest = hashlib.md5()
    with open(fpath, "rb") as file:
        while chunk := file.read(chunk_size):
            digest.update(chunk)
    return digest.hexdigest()


def check_md5(fpath, md5, **kwargs):
    return md5 == calculate_md5(fpath, **kwargs)


def check_integrity(fpath, md5=None):
    """Whether a file is there and, where a sum is given, whole."""
    if not os.path.isfile(fpath):
        return False
    return md5 is None or check_md5(fpath, md5)


def download_url(url, root, filename=None, md5=None, max_redirect_hops=3):
    """Downloads a file into a folder, unless it is there already."""
    from torchvision import _download
    root = os.path.expanduser(os.fspath(root))
    filename = os.fspath(filename) if filename else os.path.basename(url.partition("?")[0])
    path = os.path.join(root, filename)
    os.makedirs(root, exist_ok=True)
    if check_integrity(path, md5):
        return
    _download.fetch(url, root, filename, md5)
    if not check_integrity(path, md5):
        raise RuntimeError("File not found or corrupted.")


def _safe(folder, name):
    """The place of an archive's entry, which must lie inside the folder."""
    path = os.path.normpath(os.path.join(folder, name))
    if path != folder and not path.startswith(os.path.join(folder, "")):
        raise RuntimeError(f"the archive holds {name!r}, which lies outside of the folder")
    return path


def _extract_zip(from_path, to_path):
    archive = _files.open_archive(from_path)
    root = os.path.normpath(to_path)
    for name in archive.names():
        path = _safe(root, name)
        if name.endswith("/"):
            os.makedirs(path, exist_ok=True)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(archive.read(name))


def extract_archive(from_path, to_path=None, remove_finished=False):
    """Unpacks .zip, .tar, .tar.gz, .tgz and .gz; answers where to."""
    from_path = os.fspath(from_path)
    to_path = os.path.dirname(from_path) if to_path is None else os.fspath(to_path)
    lower = from_path.lower()
    if lower.endswith(".zip"):
        os.makedirs(to_path or ".", exist_ok=True)
        _extract_zip(from_path, to_path or ".")
    elif lower.endswith((".tar", ".tar.gz", ".tgz")):
        from torchvision import _download
        _download.untar(from_path, to_path or ".")
    elif lower.endswith(".gz"):
        import gzip
        target = os.path.join(to_path, os.path.basename(from_path)[:-3])
        with gzip.open(from_path, "rb") as packed, open(target, "wb") as file:
            shutil.copyfileobj(packed, file)
        to_path = target
    else:
        suffix = os.path.splitext(from_path)[1]
        raise RuntimeError(f"Unknown compression or archive type: '{suffix}'.\n"
                           "Known suffixes are: '['.bz2', '.gz', '.tar', '.tbz', '.tbz2', '.tgz', '.xz', '.zip']'.")
    if remove_finished:
        os.remove(from_path)
    return to_path


def download_and_extract_archive(url, download_root, extract_root=None, filename=None, md5=None, remove_finished=False):
    download_root = os.path.expanduser(os.fspath(download_root))
    extract_root = download_root if extract_root is None else extract_root
    filename = filename or os.path.basename(url.partition("?")[0])
    download_url(url, download_root, filename, md5)
    archive = os.path.join(download_root, filename)
    print(f"Extracting {archive} to {extract_root}")
    extract_archive(archive, extract_root, remove_finished)


def list_dir(root, prefix=False):
    root = os.path.expanduser(root)
    names = [name for name in os.listdir(root) if os.path.isdir(os.path.join(root, name))]
    return [os.path.join(root, name) for name in names] if prefix else names


def list_files(root, suffix, prefix=False):
    root = os.path.expanduser(root)
    names = [name for name in os.listdir(root) if os.path.isfile(os.path.join(root, name)) and name.endswith(suffix)]
    return [os.path.join(root, name) for name in names] if prefix else names


def iterable_to_str(iterable):
    return "'" + "', '".join(str(item) for item in iterable) + "'"


def verify_str_arg(value, arg=None, valid_values=None, custom_msg=None):
    """The value, if it is a string that is allowed."""
    if not isinstance(value, str):
        place = "" if arg is None else f" for argument {arg}"
        raise ValueError(f"Expected type str{place}, but got type {type(value)}.")
    if valid_values is None or value in valid_values:
        return value
    place = "" if arg is None else f" for argument {arg}"
    raise ValueError(custom_msg or f"Unknown value '{value}'{place}. Valid values are {{{iterable_to_str(valid_values)}}}.")
