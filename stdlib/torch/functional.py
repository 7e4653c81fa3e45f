"""torch.functional: functions of tensors that PyTorch composes in Python, under their other address."""

import torch as _torch

__all__ = [name for name in (
    "atleast_1d", "atleast_2d", "atleast_3d", "block_diag", "broadcast_shapes", "broadcast_tensors", "cartesian_prod",
    "cdist", "chain_matmul", "einsum", "istft", "lu", "meshgrid", "norm", "pca_lowrank", "split", "stft",
    "svd_lowrank", "tensordot", "unique", "unique_consecutive", "unravel_index") if hasattr(_torch, name)]

globals().update({name: getattr(_torch, name) for name in __all__})
