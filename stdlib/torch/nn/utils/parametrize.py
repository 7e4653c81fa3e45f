"""Parameters that are computed from others by modules."""

import contextlib as _contextlib

import torch
from torch import nn as _nn

__all__ = [
    "ParametrizationList", "register_parametrization", "is_parametrized", "remove_parametrizations", "cached",
    "type_before_parametrizations", "transfer_parametrizations_and_params",
]


class ParametrizationList(_nn.ModuleList):
    """The modules that compute one tensor, and what they compute it from."""

    def __init__(self, modules, original):
        super().__init__(modules)
        values = original
        for module in reversed(list(self)):
            if hasattr(module, "right_inverse"):
                # Where there is no way back, the tensor itself is what is computed from.
                with _contextlib.suppress(NotImplementedError):
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


def _computed(module, name):
    """The tensor of now; inside `cached()` the one computed first."""
    if not _depth:
        return module.parametrizations[name]()
    key = (id(module), name)
    if key not in _cache:
        _cache[key] = module.parametrizations[name]()
    return _cache[key]


def _refresh(module, inputs=None):
    for name in getattr(module, "parametrizations", ()):
        module._put_computed(name, _computed(module, name))


def _property(name):
    return property(lambda module: _computed(module, name), lambda module, value: _assign(module, name, value))


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
            own = type(module)
            module._set_class(type("Parametrized" + own.__name__, (own,), {"__module__": __name__}))
        module._hide_parameter(tensor_name)
        module.parametrizations[tensor_name] = ParametrizationList([parametrization], original)
        setattr(type(module), tensor_name, _property(tensor_name))
    module._put_computed(tensor_name, _computed(module, tensor_name))
    return module


def is_parametrized(module, tensor_name=None):
    """Whether a tensor of a module (or any) is computed."""
    chains = getattr(module, "parametrizations", None)
    if chains is None:
        return False
    return len(chains) > 0 if tensor_name is None else tensor_name in chains


def type_before_parametrizations(module):
    """The module's class as it was before any of its tensors was computed."""
    return type(module).__bases__[0] if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    """Gives another module the computed tensors, and the other parameters, of one."""
    names = list(from_module.parametrizations) if tensor_name is None else [tensor_name]
    for name in names:
        if is_parametrized(from_module, name):
            for step in from_module.parametrizations[name]:
                register_parametrization(to_module, name, step, unsafe=True)
            chain, other = from_module.parametrizations[name], to_module.parametrizations[name]
            if hasattr(chain, "original"):
                other.original = chain.original
    return to_module


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    """Makes a computed tensor a parameter again."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    chain = module.parametrizations[tensor_name]
    value = chain() if leave_parametrized else chain.original
    del module.parametrizations[tensor_name]
    if len(module.parametrizations) > 0:
        delattr(type(module), tensor_name)
    else:
        module._parametrization_hook.remove()
        del module._parametrization_hook
        del module.parametrizations
        module._set_class(type(module).__bases__[0])
    module._show_parameter(tensor_name, _nn.Parameter(value.detach()))
    return module


_cache = {}
_depth = 0


@_contextlib.contextmanager
def cached():
    """Inside, every tensor is computed when it is first asked for and kept until the end."""
    global _depth
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
        if not _depth:
            _cache.clear()

