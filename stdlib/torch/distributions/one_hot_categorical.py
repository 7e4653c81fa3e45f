"""torch.distributions.one_hot_categorical: where some programs look for its names."""

from torch.distributions._discrete import *  # noqa: F401, F403
