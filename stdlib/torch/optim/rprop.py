"""torch.optim.rprop: where some programs look for the class."""

from torch.optim import Rprop  # noqa: F401
