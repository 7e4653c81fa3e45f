"""Parameters that are computed from others by modules."""

import contextlib as _contextlib

import torch
from torch import nn as _nn

__all__ = ["ParametrizationList", "register_parametrization", "is_parametrized", "remove_parametrizations", "cached"]


class ParametrizationList(_nn.ModuleList):
    """The modules that compute one tensor, and what they compute it from."""

    def __init__(self, modules, original):
        super().__init__(modules)
        values = original
        for module in reversed(list(self)):
            if hasattr(module, "right_inverse"):
                values = module.right_inverse(values)
        self.is_tensor = isinstance(values, torch.Tensor)
        if self.is_tensor:
            self.original = _nn.Parameter(values.detach()) if isinstance(original, _nn.Parameter) else values
        else:
            self.ntensors = len(values)
            for i, value in enumerate(values):
                setattr(self, f"original{i}", _nn.Parameter(value.detach()))

    def forward(self):
        modules = [self[i] for i in range(len(self))]
        if self.is_tensor:
            x = modules[0](self.original)
        else:
            x = modules[0](*[getattr(self, f"original{i}") for i in range(self.ntensors)])
        for module in modules[1:]:
            x = module(x)
        return x


def _assign(module, tensor_name, value):
    """What assigning to a computed tensor does; False where it is another kind of computed tensor."""
    if not is_parametrized(module, tensor_name):
        return False
    chain = module.parametrizations[tensor_name]
    with torch.no_grad():
        for parametrization in reversed(list(chain)):
            if not hasattr(parametrization, "right_inverse"):
                raise RuntimeError(
                    f"parametrization {type(parametrization).__name__} does not implement right_inverse.")
            value = parametrization.right_inverse(value)
        if chain.is_tensor:
            chain.original.copy_(value)
        else:
            for i, part in enumerate(value):
                getattr(chain, f"original{i}").copy_(part)
    _refresh(module)
    return True


def _refresh(module, inputs=None):
    for name, chain in module.parametrizations.items():
        module._exchange(name, chain())


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    """Computes a tensor of a module by another module, from what was its value."""
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
    else:
        if tensor_name not in module._parameters and tensor_name not in module._buffers:
            raise ValueError(
                f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name "
                f"'{tensor_name}'")
        original = getattr(module, tensor_name)
        if not hasattr(module, "parametrizations"):
            module.parametrizations = _nn.ModuleDict()
            module._parametrization_hook = module.register_forward_pre_hook(_refresh)
            plain = type(module)
            module._change_class(type("Parametrized" + plain.__name__, (plain,), {"__module__": __name__}))
        module._hide_parameter(tensor_name)
        module.parametrizations[tensor_name] = ParametrizationList([parametrization], original)
    _refresh(module)
    return module


def is_parametrized(module, tensor_name=None):
    """Whether a tensor of a module (or any) is computed."""
    chains = getattr(module, "parametrizations", None)
    if chains is None:
        return False
    return len(chains) > 0 if tensor_name is None else tensor_name in chains


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    """Makes a computed tensor a parameter again."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    chain = module.parametrizations[tensor_name]
    value = chain() if leave_parametrized else chain.original
    del module.parametrizations[tensor_name]
    module._show_parameter(tensor_name, _nn.Parameter(value.detach()))
    if len(module.parametrizations) == 0:
        module._parametrization_hook.remove()
        del module._parametrization_hook
        del module.parametrizations
        module._change_class(type(module).__mro__[1])
    return module


@_contextlib.contextmanager
def cached():
    """Only noted: tensors are computed once for each call anyway."""
    yield
