"""Parts of torch.autograd.graph: how tensors are kept for the backward pass, and hooks of several tensors."""

import contextlib as _contextlib
from collections import namedtuple as _namedtuple

import torch
from torch.autograd import _install_saved_hooks, _remove_saved_hooks

GradientEdge = _namedtuple("GradientEdge", ["node", "output_nr"])


class saved_tensors_hooks:
    """A context in which what operations keep for their backward pass goes through two functions."""

    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self):
        if _disabled:
            raise RuntimeError(_disabled[-1])
        _install_saved_hooks(self.pack_hook, self.unpack_hook)

    def __exit__(self, *args):
        _remove_saved_hooks()


class save_on_cpu(saved_tensors_hooks):
    """Everything is on the CPU already: kept tensors are copies there."""

    def __init__(self, pin_memory=False, device_type="cuda"):
        def pack(tensor):
            return tensor.device, tensor.detach()

        def unpack(packed):
            return packed[1]

        super().__init__(pack, unpack)


_disabled = []


@_contextlib.contextmanager
def disable_saved_tensors_hooks(error_message):
    """A context in which saved_tensors_hooks is an error."""
    _disabled.append(error_message)
    try:
        yield
    finally:
        _disabled.pop()


def increment_version(tensor):
    """Counts one change of the tensor's elements."""
    for one in (tensor,) if not isinstance(tensor, (list, tuple)) else tensor:
        one.detach().add_(0)


def get_gradient_edge(tensor):
    """The place in the graph where a tensor's gradient arrives."""
    if not tensor.requires_grad:
        raise RuntimeError("It is not possible to get the gradient edge for a Tensor that does not require gradients")
    node = tensor.grad_fn
    if node is None:
        node = tensor.view_as(tensor).grad_fn.next_functions[0][0]
    return GradientEdge(node, tensor.output_nr)


class _Handles:
    """Hooks that are removed together."""

    def __init__(self, handles):
        self.handles = tuple(handles)

    def remove(self):
        for handle in self.handles:
            handle.remove()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.remove()


def register_multi_grad_hook(tensors, fn, *, mode="all"):
    """Calls fn with the gradients of several tensors once they are all there, or with the first of them (\"any\")."""
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    state = {"grads": [None] * len(tensors), "count": 0}

    def hook_of(index):
        def hook(grad):
            if mode == "any":
                if state["count"] == 0:
                    fn(grad)
                state["count"] = (state["count"] + 1) % len(tensors)
                return
            state["grads"][index] = grad
            state["count"] += 1
            if state["count"] == len(tensors):
                grads, state["grads"], state["count"] = state["grads"], [None] * len(tensors), 0
                fn(grads)

        return hook

    return _Handles([tensor.register_hook(hook_of(i)) for i, tensor in enumerate(tensors)])
