"""What programs written for Jupyter ask of IPython: showing things (`IPython.display`), and the shell they run in."""

import builtins as _builtins

from IPython import display

__all__ = ["display", "get_ipython"]

version_info = (9, 18, 1)
__version__ = "9.18.1"


def get_ipython():
    """The shell that runs a Jupyter notebook; elsewhere None, as in plain Python."""
    own = getattr(_builtins, "get_ipython", None)
    return own() if own is not None else None
