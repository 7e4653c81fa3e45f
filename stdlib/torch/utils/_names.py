"""Names of torch.utils that are written in the language."""

import torch

__all__ = ["swap_tensors", "set_module"]


def swap_tensors(t1, t2):
    """Exchanges what two tensor objects hold: elements, shapes, gradients."""
    if t1.grad_fn is not None or t2.grad_fn is not None:
        raise RuntimeError("swap_tensors needs tensors that nothing of the graph holds; detach() gives one")
    needs = t1.requires_grad, t2.requires_grad
    grads = t1.grad, t2.grad
    with torch.no_grad():
        t1.requires_grad_(False)
        t2.requires_grad_(False)
        t1.grad = t2.grad = None
        data = t1.detach(), t2.detach()
        t1.data, t2.data = data[1], data[0]
    t1.requires_grad_(needs[1])
    t2.requires_grad_(needs[0])
    t1.grad, t2.grad = grads[1], grads[0]


def set_module(obj, mod):
    """Says where an object comes from."""
    if not isinstance(mod, str):
        raise TypeError("The mod argument should be a string")
    obj.__module__ = mod
