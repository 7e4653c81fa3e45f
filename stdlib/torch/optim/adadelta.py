"""torch.optim.adadelta: where some programs look for the class."""

from torch.optim import Adadelta  # noqa: F401
