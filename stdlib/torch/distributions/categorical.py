"""Where some programs look for Categorical."""

from torch.distributions import Categorical  # noqa: F401
