"""Paths as text: os.path by its name on this system."""

from os.path import *  # noqa: F403
from os.path import commonprefix, curdir, defpath, devnull, extsep, pardir, pathsep, sep  # noqa: F401
