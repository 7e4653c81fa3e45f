"""torch.optim.adagrad: where some programs look for the class."""

from torch.optim import Adagrad  # noqa: F401
