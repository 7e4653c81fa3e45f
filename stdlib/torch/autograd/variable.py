"""Where older programs look for Variable."""

from torch.autograd import Variable  # noqa: F401
