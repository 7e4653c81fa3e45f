"""torch.distributions.fishersnedecor: where some programs look for its names."""

from torch.distributions._gamma import *  # noqa: F401, F403
