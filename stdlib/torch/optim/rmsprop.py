"""torch.optim.rmsprop: where some programs look for the class."""

from torch.optim import RMSprop  # noqa: F401
