"""torch.distributions.uniform: where some programs look for its names."""

from torch.distributions._location import *  # noqa: F401, F403
