"""torch.optim.radam: where some programs look for the class."""

from torch.optim import RAdam  # noqa: F401
