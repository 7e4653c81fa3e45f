"""Parameters and buffers whose sizes are not known yet."""

import torch
from torch.nn import Parameter


class UninitializedTensorMixin:
    """What lazy layers have in the place of tensors."""


class UninitializedParameter(Parameter, UninitializedTensorMixin):
    """A parameter that gets its size with the first input."""


class UninitializedBuffer(UninitializedTensorMixin):
    """A buffer that gets its size with the first input."""


def is_lazy(param):
    return isinstance(param, UninitializedTensorMixin)
