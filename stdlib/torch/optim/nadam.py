"""torch.optim.nadam: where some programs look for the class."""

from torch.optim import NAdam  # noqa: F401
