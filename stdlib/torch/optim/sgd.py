"""torch.optim.sgd: where some programs look for the class."""

from torch.optim import SGD  # noqa: F401
