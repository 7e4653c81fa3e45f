"""The machine the program runs on."""

import os as _os
import sys as _sys
from collections import namedtuple as _namedtuple

uname_result = _namedtuple("uname_result", "system node release version machine processor")


def system():
    return {"linux": "Linux", "darwin": "Darwin"}.get(_sys.platform, "")


def python_version():
    return "%d.%d.%d" % tuple(_sys.version_info[:3])


def python_version_tuple():
    return tuple(str(part) for part in _sys.version_info[:3])


def python_implementation():
    return {"gradus": "Gradus"}.get(_sys.implementation.name, "CPython")


def python_compiler():
    return ""


def python_build():
    return ("", "")


def _read(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return ""


def release():
    return _read("/proc/sys/kernel/osrelease")


def version():
    return _read("/proc/sys/kernel/version")


def node():
    return _read("/proc/sys/kernel/hostname") or _os.environ.get("HOSTNAME", "")


def machine():
    return _read("/proc/sys/kernel/arch") or ("arm64" if _sys.platform == "darwin" else "x86_64")


def processor():
    return ""


def architecture(executable="", bits="", linkage=""):
    return ("64bit" if _sys.maxsize > 2 ** 32 else "32bit", "ELF" if _sys.platform == "linux" else "")


def platform(aliased=False, terse=False):
    return "-".join(part for part in (system(), release(), machine()) if part)


def uname():
    return uname_result(system(), node(), release(), version(), machine(), processor())


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return (lib, version)


def win32_ver(release="", version="", csd="", ptype=""):
    return (release, version, csd, ptype)


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    return (release, versioninfo, machine)
