"""torch.optim.asgd: where some programs look for the class."""

from torch.optim import ASGD  # noqa: F401
