"""torch.cuda.amp.grad_scaler."""

from torch.cuda.amp import GradScaler  # noqa: F401

__all__ = ["GradScaler"]
