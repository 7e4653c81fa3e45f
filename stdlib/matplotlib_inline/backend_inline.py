"""Settings of the pictures that notebooks show."""

from IPython.display import set_matplotlib_formats

__all__ = ["set_matplotlib_formats", "set_matplotlib_close"]


def set_matplotlib_close(close=True):
    """Figures are closed after their cell, as they always are here."""
