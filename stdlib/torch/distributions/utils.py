"""torch.distributions.utils: parameters of one shape, probabilities and their logarithms."""

import torch as _torch
import torch.nn.functional as _F

__all__ = ["broadcast_all", "clamp_probs", "logits_to_probs", "probs_to_logits"]


def broadcast_all(*values):
    """Numbers and tensors as tensors of one shape; numbers take the tensors' dtype."""
    if not all(isinstance(value, (_torch.Tensor, int, float)) for value in values):
        raise ValueError(
            "Input arguments must all be instances of Number, torch.Tensor or objects implementing __torch_function__.")
    if all(isinstance(value, _torch.Tensor) for value in values):
        return _torch.broadcast_tensors(*values)
    dtype = next((v.dtype for v in values if isinstance(v, _torch.Tensor)), _torch.get_default_dtype())
    return _torch.broadcast_tensors(
        *[value if isinstance(value, _torch.Tensor) else _torch.tensor(value, dtype=dtype) for value in values])


def clamp_probs(probs):
    """Probabilities held away from 0 and 1 by the dtype's epsilon."""
    eps = _torch.finfo(probs.dtype).eps
    return probs.clamp(min=eps, max=1 - eps)


def logits_to_probs(logits, is_binary=False):
    return _torch.sigmoid(logits) if is_binary else _F.softmax(logits, dim=-1)


def probs_to_logits(probs, is_binary=False):
    clamped = clamp_probs(probs)
    return _torch.log(clamped) - _torch.log1p(-clamped) if is_binary else _torch.log(clamped)


def standard_normal(like, shape):
    return _torch.empty(shape, dtype=like.dtype).normal_()
