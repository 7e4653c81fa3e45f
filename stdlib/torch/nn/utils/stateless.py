"""Modules called with other tensors in the place of their own."""

import contextlib as _contextlib


@_contextlib.contextmanager
def _replaced(module, given):
    """Puts tensors in the place of parameters and buffers for a block."""
    before = []
    try:
        for path, tensor in given.items():
            owner, _, name = path.rpartition(".")
            target = module.get_submodule(owner) if owner else module
            before.append((target, name, target._exchange(name, tensor)))
        yield
    finally:
        for target, name, tensor in reversed(before):
            target._exchange(name, tensor)


def functional_call(module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False):
    from torch.func import functional_call as call

    return call(module, parameters_and_buffers, args, kwargs, tie_weights=tie_weights, strict=strict)
