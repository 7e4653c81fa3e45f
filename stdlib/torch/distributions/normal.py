"""Where some programs look for Normal."""

from torch.distributions import Normal  # noqa: F401
