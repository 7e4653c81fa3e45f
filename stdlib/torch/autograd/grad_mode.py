"""Where older programs look for the modes."""

from torch.autograd import enable_grad, inference_mode, no_grad, set_grad_enabled  # noqa: F401
