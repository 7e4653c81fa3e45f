"""torch.optim.lbfgs: where some programs look for the class."""

from torch.optim import LBFGS  # noqa: F401
