"""Orthogonal weights, weights of norm 1, and weights as a direction times a length, as parametrizations."""

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
        size = weight.dim()
        if not -size <= dim < size:
            raise IndexError(f"Dimension out of range (expected to be in range of [-{size}, {size - 1}] but got {dim})")
        if n_power_iterations <= 0:
            raise ValueError("Expected n_power_iterations to be positive, but "
                             f"got n_power_iterations={n_power_iterations}")
        self.dim = dim if dim >= 0 else dim + size
        self.eps = eps
        if weight.dim() > 1:
            self.n_power_iterations = n_power_iterations
            matrix = self._matrix(weight)
            h, w = matrix.size()
            u, v = (matrix.new_empty(length).normal_(0, 1) for length in (h, w))
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
        return weight / torch.vdot(self._u.clone(), torch.mv(matrix, self._v.clone()))

    def right_inverse(self, value):
        return value


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """The weight divided by its largest singular value."""
    weight = getattr(module, name, None)
    if not isinstance(weight, torch.Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    if dim is None:
        dim = 1 if isinstance(module, (_nn.ConvTranspose1d, _nn.ConvTranspose2d, _nn.ConvTranspose3d)) else 0
    return _parametrize.register_parametrization(module, name, _SpectralNorm(weight, n_power_iterations, dim, eps))


def _mirrored(below, factors):
    """The first columns of a product of reflections I - factor * v v', where v is 1 on the diagonal and `below` under it."""
    n, k = below.shape[-2:]
    out = torch.eye(n, k, dtype=below.dtype).expand(*below.shape)
    for i in reversed(range(k)):
        rest = below[..., i + 1:, i]
        v = torch.cat([rest.new_zeros(*rest.shape[:-1], i), rest.new_ones(*rest.shape[:-1], 1), rest], dim=-1)
        out = out - factors[..., i, None, None] * v[..., :, None] * (v[..., None, :] @ out)
    return out


def _reflections(matrix):
    """The reflections that make a tall matrix triangular, as LAPACK writes them: over its result, and their factors."""
    out, factors = matrix.clone(), matrix.new_zeros(*matrix.shape[:-2], matrix.shape[-1])
    for i in range(matrix.shape[-1]):
        head, rest = out[..., i, i].clone(), out[..., i + 1:, i].clone()
        length = torch.linalg.vector_norm(out[..., i:, i], dim=-1)
        still = (rest == 0).all(dim=-1)
        end = torch.where(still, head, -torch.copysign(length, head))
        factors[..., i] = torch.where(still, torch.zeros_like(head), (end - head) / end)
        v = torch.where(still[..., None], torch.zeros_like(rest), rest / (head - end)[..., None])
        whole = torch.cat([torch.ones_like(head)[..., None], v], dim=-1)
        part = out[..., i:, i + 1:]
        out[..., i:, i + 1:] = part - factors[..., i, None, None] * whole[..., :, None] * (whole[..., None, :] @ part)
        out[..., i, i] = end
        out[..., i + 1:, i] = v
    return out, factors


def _nearest(matrix):
    """The orthogonal factor of a tall matrix, with signs that leave the triangular one positive."""
    q, r = torch.linalg.qr(matrix)
    return q * torch.where(r.diagonal(dim1=-2, dim2=-1) < 0, -1.0, 1.0).to(q.dtype).unsqueeze(-2)


class _Orthogonal(_nn.Module):
    def __init__(self, weight, orthogonal_map, *, use_trivialization=True):
        super().__init__()
        self.shape = weight.shape
        self.orthogonal_map = orthogonal_map
        self.use_trivialization = use_trivialization
        if use_trivialization:
            self.register_buffer("base", None)

    def forward(self, x):
        flat = x.size(-2) < x.size(-1)
        if flat:
            x = x.mT
        n, k = x.shape[-2:]
        if self.orthogonal_map == "householder":
            below = x.tril(diagonal=-1)
            q = _mirrored(below, 2.0 / (1.0 + (below * below).sum(dim=-2)))
            # The diagonal has the signs, which are not learnt.
            q = q * x.detach().diagonal(dim1=-2, dim2=-1).int().unsqueeze(-2)
        else:
            x = x.tril()
            if n != k:
                x = torch.cat([x, x.new_zeros(*x.shape[:-2], n, n - k)], dim=-1)
            skew = x - x.mT
            if self.orthogonal_map == "matrix_exp":
                q = torch.matrix_exp(skew)
            else:
                unit = torch.eye(n, dtype=skew.dtype)
                q = torch.linalg.solve(torch.add(unit, skew, alpha=-0.5), torch.add(unit, skew, alpha=0.5))
            if n != k:
                q = q[..., :k]
        if self.use_trivialization:
            q = self.base @ q
        return q.mT if flat else q

    @torch.no_grad()
    def right_inverse(self, q):
        if q.shape != self.shape:
            raise ValueError(f"Expected a matrix or batch of matrices of shape {self.shape}. "
                             f"Got a tensor of shape {q.shape}.")
        given, flat = q, q.size(-2) < q.size(-1)
        if flat:
            q = q.mT
        n, k = q.shape[-2:]
        if not self.use_trivialization:
            if self.orthogonal_map != "householder":
                raise NotImplementedError("It is not possible to assign to the matrix exponential "
                                          "or the Cayley parametrizations when use_trivialization=False.")
            out, factors = _reflections(q)
            diagonal = out.diagonal(dim1=-2, dim2=-1)
            diagonal.copy_(torch.where(factors == 0, -diagonal.sign(), diagonal.sign()))
            return out.mT if flat else out
        if n != k:
            q = _nearest(torch.cat([q, torch.randn(*q.shape[:-2], n, n - k, dtype=q.dtype)], dim=-1))
        elif torch.allclose(q.mT @ q, torch.eye(k, dtype=q.dtype), atol=10.0 * n * torch.finfo(q.dtype).eps):
            q = q.clone()
        else:
            q = _nearest(q)
        self.base = q
        signs = torch.zeros_like(given)
        signs.diagonal(dim1=-2, dim2=-1).fill_(-1.0)
        return signs


def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True):
    """A weight whose columns (of a flat one, the rows) are at right angles and of length 1."""
    weight = getattr(module, name, None)
    if not isinstance(weight, torch.Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    if weight.ndim < 2:
        raise ValueError(f"Expected a matrix or batch of matrices. Got a tensor of {weight.ndim} dimensions.")
    if orthogonal_map is None:
        orthogonal_map = "matrix_exp" if weight.size(-2) == weight.size(-1) else "householder"
    if orthogonal_map not in ("matrix_exp", "cayley", "householder"):
        raise ValueError('orthogonal_map has to be one of "matrix_exp", "cayley", "householder". '
                         f"Got: {orthogonal_map}")
    made = _Orthogonal(weight, orthogonal_map, use_trivialization=use_trivialization)
    return _parametrize.register_parametrization(module, name, made, unsafe=True)
