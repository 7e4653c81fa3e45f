"""Asks for a password; at a terminal the answer is read like any other input."""

import os as _os

import _display

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be echoed."""


def getpass(prompt="Password: ", stream=None):
    """Reads a password."""
    return _display.secret(prompt)


def getuser():
    """The name of the user."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if _os.environ.get(name):
            return _os.environ[name]
    return "root"
