"""torch.nn.utils: gradients in check, parameters as vectors, and weights of another form."""

import functools as _functools
import math as _math
import warnings as _warnings

import torch
from torch import nn as _nn
from torch.nn.utils import parametrizations, parametrize, rnn, stateless  # noqa: F401

__all__ = [
    "clip_grad_norm", "clip_grad_norm_", "clip_grads_with_norm_", "clip_grad_value_", "fuse_conv_bn_eval",
    "fuse_conv_bn_weights", "fuse_linear_bn_eval", "fuse_linear_bn_weights", "get_total_norm", "parameters_to_vector",
    "parametrizations", "parametrize", "remove_spectral_norm", "remove_weight_norm", "rnn", "skip_init",
    "spectral_norm", "stateless", "vector_to_parameters", "weight_norm",
]


def _list(parameters):
    if isinstance(parameters, torch.Tensor):
        return [parameters]
    return list(parameters)


def _norm(tensor, norm_type):
    tensor = tensor.detach().reshape(-1)
    if norm_type == _math.inf:
        return tensor.abs().max() if tensor.numel() else tensor.new_zeros(())
    if norm_type == 2.0:
        return tensor.mul(tensor).sum().sqrt()
    if norm_type == 1.0:
        return tensor.abs().sum()
    return tensor.abs().pow(norm_type).sum().pow(1.0 / norm_type)


@torch.no_grad()
def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """The norm of all tensors together."""
    tensors = _list(tensors)
    norm_type = float(norm_type)
    if len(tensors) == 0:
        return torch.tensor(0.0)
    total = _norm(torch.stack([_norm(tensor, norm_type) for tensor in tensors]), norm_type)
    if error_if_nonfinite and not _math.isfinite(total.item()):
        raise RuntimeError(
            f"The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it cannot be clipped. "
            "To disable this error and scale the gradients by the non-finite norm anyway, set "
            "`error_if_nonfinite=False`")
    return total


@torch.no_grad()
def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    """Scales the gradients by max_norm / total_norm where that is less than 1."""
    factor = (float(max_norm) / (total_norm + 1e-6)).clamp(max=1.0)
    for parameter in _list(parameters):
        if parameter.grad is not None:
            parameter.grad.mul_(factor)


@torch.no_grad()
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Scales the gradients so that their norm is at most max_norm; gives the norm before."""
    parameters = _list(parameters)
    total = get_total_norm(
        [p.grad for p in parameters if p.grad is not None], norm_type, error_if_nonfinite, foreach)
    clip_grads_with_norm_(parameters, max_norm, total, foreach)
    return total


def clip_grad_norm(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """An older name of clip_grad_norm_."""
    _warnings.warn(
        "`torch.nn.utils.clip_grad_norm` is now deprecated in favor of `torch.nn.utils.clip_grad_norm_`.", FutureWarning,
        stacklevel=2)
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite, foreach)


@torch.no_grad()
def clip_grad_value_(parameters, clip_value, foreach=None):
    """Limits every element of the gradients to ±clip_value."""
    clip_value = float(clip_value)
    for parameter in _list(parameters):
        if parameter.grad is not None:
            parameter.grad.clamp_(min=-clip_value, max=clip_value)


def parameters_to_vector(parameters):
    """All parameters as one vector."""
    return torch.cat([parameter.view(-1) for parameter in parameters])


def vector_to_parameters(vec, parameters):
    """Gives the parameters the values of a vector."""
    if not isinstance(vec, torch.Tensor):
        raise TypeError(f"expected torch.Tensor, but got: {torch.typename(vec)}")
    start = 0
    for parameter in parameters:
        count = parameter.numel()
        parameter.data = vec[start:start + count].view_as(parameter).data
        start += count


# Weights as a product of a direction and a length, and weights of norm 1.


def _norm_except(v, dim):
    if dim is None or dim == -1:
        return v.mul(v).sum().sqrt()
    axes = [i for i in range(v.dim()) if i != dim]
    return v.mul(v).sum(axes, keepdim=True).sqrt() if axes else v.abs()


class _WeightNorm:
    """Computes the weight from `weight_g` and `weight_v` before each call."""

    def __init__(self, name, dim):
        self.name = name
        self.dim = -1 if dim is None else dim

    def compute_weight(self, module):
        g, v = getattr(module, self.name + "_g"), getattr(module, self.name + "_v")
        return v * (g / _norm_except(v, self.dim))

    def __call__(self, module, inputs):
        module._exchange(self.name, self.compute_weight(module))


def weight_norm(module, name="weight", dim=0):
    """The weight as a direction times a length (Salimans and Kingma 2016)."""
    _warnings.warn(
        "`torch.nn.utils.weight_norm` is deprecated in favor of `torch.nn.utils.parametrizations.weight_norm`.",
        FutureWarning, stacklevel=2)
    for hook in module._forward_pre_hooks.values():
        if isinstance(hook, _WeightNorm) and hook.name == name:
            raise RuntimeError(f"Cannot register two weight_norm hooks on the same parameter {name}")
    function = _WeightNorm(name, dim)
    weight = getattr(module, name)
    module._hide_parameter(name)
    module.register_parameter(name + "_g", _nn.Parameter(_norm_except(weight, function.dim).data))
    module.register_parameter(name + "_v", _nn.Parameter(weight.data))
    module._exchange(name, function.compute_weight(module))
    function.handle = module.register_forward_pre_hook(function)
    return module


def remove_weight_norm(module, name="weight"):
    """Makes the weight a parameter again."""
    for hook in list(module._forward_pre_hooks.values()):
        if isinstance(hook, _WeightNorm) and hook.name == name:
            weight = hook.compute_weight(module)
            hook.handle.remove()
            delattr(module, name + "_g")
            delattr(module, name + "_v")
            module._show_parameter(name, _nn.Parameter(weight.data))
            return module
    raise ValueError(f"weight_norm of '{name}' not found in {module}")


class _SpectralNorm:
    """Divides the weight by its largest singular value before each call, found by power iteration."""

    def __init__(self, name, n_power_iterations, dim, eps):
        self.name = name
        self.dim = dim
        if n_power_iterations <= 0:
            raise ValueError(
                f"Expected n_power_iterations to be positive, but got n_power_iterations={n_power_iterations}")
        self.n_power_iterations = n_power_iterations
        self.eps = eps

    def matrix(self, weight):
        if self.dim != 0:
            weight = weight.permute(self.dim, *[d for d in range(weight.dim()) if d != self.dim])
        return weight.reshape(weight.size(0), -1)

    def compute_weight(self, module, do_power_iteration):
        weight = getattr(module, self.name + "_orig")
        u, v = getattr(module, self.name + "_u"), getattr(module, self.name + "_v")
        matrix = self.matrix(weight)
        if do_power_iteration:
            with torch.no_grad():
                for _ in range(self.n_power_iterations):
                    v.copy_(_nn.functional.normalize(torch.mv(matrix.t(), u), dim=0, eps=self.eps))
                    u.copy_(_nn.functional.normalize(torch.mv(matrix, v), dim=0, eps=self.eps))
            u, v = u.clone(), v.clone()
        return weight / torch.dot(u, torch.mv(matrix, v))

    def __call__(self, module, inputs):
        module._exchange(self.name, self.compute_weight(module, module.training))


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """The weight divided by its largest singular value (Miyato et al. 2018)."""
    if dim is None:
        transposed = (_nn.ConvTranspose1d, _nn.ConvTranspose2d)
        dim = 1 if isinstance(module, transposed) else 0
    for hook in module._forward_pre_hooks.values():
        if isinstance(hook, _SpectralNorm) and hook.name == name:
            raise RuntimeError(f"Cannot register two spectral_norm hooks on the same parameter {name}")
    function = _SpectralNorm(name, n_power_iterations, dim, eps)
    weight = module._parameters[name]
    if weight is None:
        raise ValueError(f"`SpectralNorm` cannot be applied as parameter `{name}` is None")
    with torch.no_grad():
        matrix = function.matrix(weight)
        h, w = matrix.size()
        u = _nn.functional.normalize(torch.empty(h).normal_(0, 1), dim=0, eps=eps)
        v = _nn.functional.normalize(torch.empty(w).normal_(0, 1), dim=0, eps=eps)
    module._hide_parameter(name)
    module.register_parameter(name + "_orig", weight)
    module._exchange(name, weight.data)
    module.register_buffer(name + "_u", u)
    module.register_buffer(name + "_v", v)
    function.handle = module.register_forward_pre_hook(function)
    return module


def remove_spectral_norm(module, name="weight"):
    """Makes the weight a parameter again."""
    for hook in list(module._forward_pre_hooks.values()):
        if isinstance(hook, _SpectralNorm) and hook.name == name:
            with torch.no_grad():
                weight = hook.compute_weight(module, False)
            hook.handle.remove()
            delattr(module, name + "_u")
            delattr(module, name + "_v")
            delattr(module, name + "_orig")
            module._show_parameter(name, _nn.Parameter(weight.detach()))
            return module
    raise ValueError(f"spectral_norm of '{name}' not found in {module}")


def skip_init(module_cls, *args, **kwargs):
    """A layer whose initial values are not drawn."""
    state = torch.get_rng_state()
    kwargs.pop("device", None)
    module = module_cls(*args, **kwargs)
    torch.set_rng_state(state)
    return module


# Convolutions and linear layers that take a batch normalisation into themselves.


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    conv_b = torch.zeros_like(bn_rm) if conv_b is None else conv_b
    bn_w = torch.ones_like(bn_rm) if bn_w is None else bn_w
    bn_b = torch.zeros_like(bn_rm) if bn_b is None else bn_b
    scale = bn_w * torch.rsqrt(bn_rv + bn_eps)
    shape = [1, -1] + [1] * (conv_w.dim() - 2) if transpose else [-1, 1] + [1] * (conv_w.dim() - 2)
    return (
        _nn.Parameter(conv_w * scale.reshape(shape), conv_w.requires_grad),
        _nn.Parameter((conv_b - bn_rm) * scale + bn_b, conv_b.requires_grad))


def fuse_conv_bn_eval(conv, bn, transpose=False):
    import copy

    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose)
    return fused


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    linear_b = torch.zeros_like(bn_rm) if linear_b is None else linear_b
    scale = bn_w * torch.rsqrt(bn_rv + bn_eps)
    return (
        _nn.Parameter(linear_w * scale.unsqueeze(-1), linear_w.requires_grad),
        _nn.Parameter((linear_b - bn_rm) * scale + bn_b, linear_b.requires_grad))


def fuse_linear_bn_eval(linear, bn):
    import copy

    fused = copy.deepcopy(linear)
    fused.weight, fused.bias = fuse_linear_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias)
    return fused
