"""Weights of norm 1, and weights as a direction times a length, as parametrizations."""

import torch
from torch import nn as _nn
from torch.nn.utils import parametrize as _parametrize


class _WeightNorm(_nn.Module):
    def __init__(self, dim=0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def _norm(self, v):
        if self.dim == -1:
            return v.mul(v).sum().sqrt()
        return v.mul(v).sum([i for i in range(v.dim()) if i != self.dim], keepdim=True).sqrt()

    def forward(self, weight_g, weight_v):
        return weight_v * (weight_g / self._norm(weight_v))

    def right_inverse(self, weight):
        return self._norm(weight), weight


def weight_norm(module, name="weight", dim=0):
    """The weight as a direction times a length."""
    return _parametrize.register_parametrization(module, name, _WeightNorm(dim), unsafe=True)


class _SpectralNorm(_nn.Module):
    def __init__(self, weight, n_power_iterations=1, dim=0, eps=1e-12):
        super().__init__()
        self.dim = dim if dim >= 0 else dim + weight.dim()
        self.eps = eps
        if weight.dim() > 1:
            self.n_power_iterations = n_power_iterations
            matrix = self._matrix(weight)
            h, w = matrix.size()
            u, v = torch.empty(h).normal_(0, 1), torch.empty(w).normal_(0, 1)
            self.register_buffer("_u", _nn.functional.normalize(u, dim=0, eps=eps))
            self.register_buffer("_v", _nn.functional.normalize(v, dim=0, eps=eps))
            self._iterate(matrix, 15)

    def _matrix(self, weight):
        if self.dim != 0:
            weight = weight.permute(self.dim, *[d for d in range(weight.dim()) if d != self.dim])
        return weight.flatten(1)

    @torch.no_grad()
    def _iterate(self, matrix, count):
        for _ in range(count):
            self._u.copy_(_nn.functional.normalize(torch.mv(matrix, self._v), dim=0, eps=self.eps))
            self._v.copy_(_nn.functional.normalize(torch.mv(matrix.t(), self._u), dim=0, eps=self.eps))

    def forward(self, weight):
        if weight.dim() == 1:
            return _nn.functional.normalize(weight, dim=0, eps=self.eps)
        matrix = self._matrix(weight)
        if self.training:
            self._iterate(matrix, self.n_power_iterations)
        return weight / torch.vdot(self._u.clone(), torch.mv(matrix, self._v.clone())) if hasattr(
            torch, "vdot") else weight / torch.dot(self._u.clone(), torch.mv(matrix, self._v.clone()))

    def right_inverse(self, value):
        return value


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """The weight divided by its largest singular value."""
    weight = getattr(module, name)
    if dim is None:
        dim = 1 if isinstance(module, (_nn.ConvTranspose1d, _nn.ConvTranspose2d)) else 0
    return _parametrize.register_parametrization(module, name, _SpectralNorm(weight, n_power_iterations, dim, eps))
