"""torch.autograd.forward_ad: dual tensors. Tangents of results come from two passes through the graph, when asked for."""

from collections import namedtuple as _namedtuple

import torch

__all__ = ["UnpackedDualTensor", "enter_dual_level", "exit_dual_level", "make_dual", "unpack_dual", "dual_level"]

UnpackedDualTensor = _namedtuple("UnpackedDualTensor", ["primal", "tangent"])

# One list for each level: the dual tensors made there, their primals and tangents.
_levels = []


def enter_dual_level():
    """Opens a level; dual tensors are made inside one."""
    if _levels:
        raise RuntimeError("Nested forward mode AD is not supported at the moment")
    _levels.append([])
    return len(_levels) - 1


def exit_dual_level(*, level=None):
    """Closes the level: its tensors are ordinary again."""
    if not _levels:
        raise RuntimeError("Trying to exit a forward AD level but no level was entered")
    _levels.pop()


class dual_level:
    """The block in which dual tensors have tangents."""

    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, *args):
        exit_dual_level()


def make_dual(tensor, tangent, *, level=None):
    """A view of the tensor with a tangent, which operations take along."""
    if not _levels:
        raise RuntimeError(
            "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.")
    if not (tensor.is_floating_point() or tensor.is_complex()):
        raise ValueError(f"Expected primal to be floating point or complex, but got: {tensor.dtype}")
    if not (tangent.is_floating_point() or tangent.is_complex()):
        raise ValueError(f"Expected tangent to be floating point or complex, but got: {tangent.dtype}")
    if tensor.shape != tangent.shape:
        raise RuntimeError(
            f"Expected tensor and tangent to have the same shape, but got {list(tensor.shape)} and "
            f"{list(tangent.shape)}")
    if any(dual is tensor for dual, _, _ in _levels[-1]):
        raise RuntimeError(
            "Cannot set a tangent on a Tensor that already has a tangent at this level; use unpack_dual() first")
    with torch.enable_grad():
        dual = tensor.view_as(tensor) if tensor.requires_grad else tensor.detach().requires_grad_()
    _levels[-1].append((dual, tensor, tangent))
    return dual


def unpack_dual(tensor, *, level=None):
    """The tensor and its tangent; None where it depends on no dual tensor."""
    if not _levels or not isinstance(tensor, torch.Tensor):
        return UnpackedDualTensor(tensor, None)
    made = _levels[-1]
    for dual, primal, tangent in made:
        if dual is tensor:
            return UnpackedDualTensor(primal, tangent)
    if not made or not tensor.requires_grad:
        return UnpackedDualTensor(tensor, None)
    wanted = any(primal.requires_grad or tangent.requires_grad for _, primal, tangent in made)
    with torch.enable_grad():
        weights = torch.zeros_like(tensor, requires_grad=True)
        grads = torch.autograd.grad(tensor, [dual for dual, _, _ in made], weights, create_graph=True, allow_unused=True)
        reached = [(grad, tangent) for grad, (_, _, tangent) in zip(grads, made) if grad is not None]
        if not reached:
            return UnpackedDualTensor(tensor, None)
        total = sum((grad * tangent).sum() for grad, tangent in reached)
        found = torch.autograd.grad(
            total, weights, create_graph=wanted, allow_unused=True)[0] if total.requires_grad else None
    if found is None:
        found = torch.zeros_like(tensor)
    return UnpackedDualTensor(tensor, found) if wanted else UnpackedDualTensor(tensor.detach(), found.detach())
