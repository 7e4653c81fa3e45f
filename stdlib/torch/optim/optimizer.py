"""Where older programs look for Optimizer and required."""

from torch.optim import Optimizer  # noqa: F401
from torch.optim._optimizer import required  # noqa: F401
