"""torch.nn.attention.bias: causal masks for queries and keys of different lengths."""

from enum import IntEnum as _IntEnum

import torch

__all__ = ["causal_upper_left", "causal_lower_right", "CausalVariant"]


class CausalVariant(_IntEnum):
    """The corner where the diagonal of the mask begins or ends."""

    UPPER_LEFT = 1
    LOWER_RIGHT = 2


def _two(size, name):
    if len(size) != 2:
        raise ValueError(f"{name} only supports 2D tensors")
    return size


def causal_upper_left(*size):
    """True where a query may look: the diagonal begins in the upper left corner."""
    rows, columns = _two(size, "causal_upper_left")
    return torch.ones(rows, columns, dtype=torch.bool).tril()


def causal_lower_right(*size):
    """True where a query may look: the diagonal ends in the lower right corner."""
    rows, columns = _two(size, "causal_lower_right")
    return torch.ones(rows, columns, dtype=torch.bool).tril(diagonal=columns - rows)
