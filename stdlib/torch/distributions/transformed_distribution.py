"""torch.distributions.transformed_distribution: where some programs look for its names."""

from torch.distributions._transformed import *  # noqa: F401, F403
