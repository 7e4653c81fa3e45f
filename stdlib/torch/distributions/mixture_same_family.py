"""torch.distributions.mixture_same_family: where some programs look for its names."""

from torch.distributions._composed import *  # noqa: F401, F403
