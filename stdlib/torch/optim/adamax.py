"""torch.optim.adamax: where some programs look for the class."""

from torch.optim import Adamax  # noqa: F401
