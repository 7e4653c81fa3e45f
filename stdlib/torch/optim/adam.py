"""torch.optim.adam: where some programs look for the class."""

from torch.optim import Adam  # noqa: F401
