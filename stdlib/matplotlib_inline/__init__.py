"""How notebooks show plots. Gradus shows them as PNG pictures."""

from matplotlib_inline import backend_inline

__all__ = ["backend_inline"]
