"""torch.optim.adamw: where some programs look for the class."""

from torch.optim import AdamW  # noqa: F401
