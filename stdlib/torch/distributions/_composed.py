"""Distributions of vectors, and those made of others."""

import math as _math

import torch as _torch
from torch.distributions import constraints as _c
from torch.distributions.distribution import Distribution
from torch.distributions.utils import standard_normal

__all__ = ["Independent", "MixtureSameFamily", "MultivariateNormal"]


def _times(matrix, vector):
    return _torch.matmul(matrix, vector.unsqueeze(-1)).squeeze(-1)


class MultivariateNormal(Distribution):
    """The normal distribution of vectors: a mean, and one of covariance, precision or lower Cholesky factor."""

    arg_constraints = {
        "loc": _c.real_vector, "covariance_matrix": _c.positive_definite, "precision_matrix": _c.positive_definite,
        "scale_tril": _c.lower_cholesky}
    support = _c.real_vector
    has_rsample = True
    _lazy = {
        "scale_tril": lambda self: self._unbroadcasted_scale_tril.expand(
            self._batch_shape + self._event_shape + self._event_shape),
        "covariance_matrix": lambda self: _torch.matmul(
            self._unbroadcasted_scale_tril, self._unbroadcasted_scale_tril.mT).expand(
                self._batch_shape + self._event_shape + self._event_shape),
        "precision_matrix": lambda self: _torch.cholesky_inverse(self._unbroadcasted_scale_tril).expand(
            self._batch_shape + self._event_shape + self._event_shape),
    }

    def __init__(self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        if loc.dim() < 1:
            raise ValueError("loc must be at least one-dimensional.")
        given = {
            name: value for name, value in (
                ("scale_tril", scale_tril), ("covariance_matrix", covariance_matrix),
                ("precision_matrix", precision_matrix)) if value is not None}
        if len(given) != 1:
            raise ValueError("Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.")
        for name, matrix in given.items():
            if matrix.dim() < 2:
                kind = " matrix" if name == "scale_tril" else ""
                raise ValueError(
                    f"{name}{kind} must be at least two-dimensional, with optional leading batch dimensions")
            batch = _torch.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
            self.__dict__[name] = matrix.expand(batch + matrix.shape[-2:])
        self.loc = loc.expand(batch + loc.shape[-1:])
        super().__init__(batch, self.loc.shape[-1:], validate_args=validate_args)
        if scale_tril is not None:
            self._unbroadcasted_scale_tril = scale_tril
        elif covariance_matrix is not None:
            self._unbroadcasted_scale_tril = _torch.linalg.cholesky(covariance_matrix)
        else:
            flipped = _torch.linalg.cholesky(_torch.flip(precision_matrix, (-2, -1)))
            inverse = _torch.transpose(_torch.flip(flipped, (-2, -1)), -2, -1)
            identity = _torch.eye(precision_matrix.shape[-1], dtype=precision_matrix.dtype)
            self._unbroadcasted_scale_tril = _torch.linalg.solve_triangular(inverse, identity, upper=False)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        return self._unbroadcasted_scale_tril.pow(2).sum(-1).expand(self._batch_shape + self._event_shape)

    def rsample(self, sample_shape=_torch.Size()):
        eps = standard_normal(self.loc, self._extended_shape(sample_shape))
        return self.loc + _times(self._unbroadcasted_scale_tril, eps)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        difference = (value - self.loc).unsqueeze(-1)
        tril = self._unbroadcasted_scale_tril
        batch = _torch.broadcast_shapes(difference.shape[:-2], tril.shape[:-2])
        n = self._event_shape[0]
        solved = _torch.linalg.solve_triangular(
            tril.expand(batch + (n, n)), difference.expand(batch + (n, 1)), upper=False)
        distance = solved.squeeze(-1).pow(2).sum(-1)
        half = tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
        return -0.5 * (n * _math.log(2 * _math.pi) + distance) - half

    def entropy(self):
        half = self._unbroadcasted_scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
        entropy = 0.5 * self._event_shape[0] * (1.0 + _math.log(2 * _math.pi)) + half
        return entropy if len(self._batch_shape) == 0 else entropy.expand(self._batch_shape)


class Independent(Distribution):
    """A distribution some of whose batch axes count as one event."""

    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        if reinterpreted_batch_ndims > len(base_distribution.batch_shape):
            raise ValueError(
                "Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual "
                f"{reinterpreted_batch_ndims} vs {len(base_distribution.batch_shape)}")
        shape = base_distribution.batch_shape + base_distribution.event_shape
        event = reinterpreted_batch_ndims + len(base_distribution.event_shape)
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        super().__init__(shape[:len(shape) - event], shape[len(shape) - event:], validate_args=validate_args)

    def _sum(self, x):
        count = self.reinterpreted_batch_ndims
        return x.reshape(x.shape[:x.dim() - count] + (-1,)).sum(-1) if count else x

    @property
    def has_rsample(self):
        return self.base_dist.has_rsample

    @property
    def has_enumerate_support(self):
        return self.reinterpreted_batch_ndims == 0 and self.base_dist.has_enumerate_support

    @property
    def support(self):
        inner = self.base_dist.support
        return _c.independent(inner, self.reinterpreted_batch_ndims) if self.reinterpreted_batch_ndims else inner

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def mode(self):
        return self.base_dist.mode

    @property
    def variance(self):
        return self.base_dist.variance

    def sample(self, sample_shape=_torch.Size()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=_torch.Size()):
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value):
        return self._sum(self.base_dist.log_prob(value))

    def entropy(self):
        return self._sum(self.base_dist.entropy())

    def enumerate_support(self, expand=True):
        if self.reinterpreted_batch_ndims > 0:
            raise NotImplementedError("Enumeration over cartesian product is not implemented")
        return self.base_dist.enumerate_support(expand=expand)

    def expand(self, batch_shape, _instance=None):
        batch_shape = _torch.Size(batch_shape)
        inner = self.base_dist.expand(batch_shape + self.event_shape[:self.reinterpreted_batch_ndims])
        return Independent(inner, self.reinterpreted_batch_ndims, validate_args=False)

    def __repr__(self):
        return f"{type(self).__name__}({self.base_dist}, {self.reinterpreted_batch_ndims})"


class MixtureSameFamily(Distribution):
    """A mixture: a categorical distribution chooses among the last batch axis of a component distribution."""

    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        from torch.distributions._discrete import Categorical

        if not isinstance(mixture_distribution, Categorical):
            raise ValueError(
                " The Mixture distribution needs to be an  instance of torch.distributions.Categorical")
        if not isinstance(component_distribution, Distribution):
            raise ValueError(
                "The Component distribution need to be an instance of torch.distributions.Distribution")
        self._mixture_distribution = mixture_distribution
        self._component_distribution = component_distribution
        mixture_distribution.logits
        self._num_component = component_distribution.batch_shape[-1]
        self._event_ndims = len(component_distribution.event_shape)
        super().__init__(
            component_distribution.batch_shape[:-1], component_distribution.event_shape, validate_args=validate_args)

    @property
    def mixture_distribution(self):
        return self._mixture_distribution

    @property
    def component_distribution(self):
        return self._component_distribution

    @property
    def support(self):
        return self._component_distribution.support

    def _weights(self):
        probs = self.mixture_distribution.probs
        return probs.reshape(probs.shape + (1,) * self._event_ndims)

    @property
    def mean(self):
        return _torch.sum(self._weights() * self.component_distribution.mean, dim=-1 - self._event_ndims)

    @property
    def variance(self):
        axis = -1 - self._event_ndims
        inside = _torch.sum(self._weights() * self.component_distribution.variance, dim=axis)
        away = self.component_distribution.mean - self.mean.unsqueeze(axis)
        return inside + _torch.sum(self._weights() * away.pow(2.0), dim=axis)

    def cdf(self, x):
        each = self.component_distribution.cdf(x.unsqueeze(-1 - self._event_ndims))
        return _torch.sum(each * self.mixture_distribution.probs, dim=-1)

    def log_prob(self, x):
        if self._validate_args:
            self._validate_sample(x)
        each = self.component_distribution.log_prob(x.unsqueeze(-1 - self._event_ndims))
        return _torch.logsumexp(each + _torch.log_softmax(self.mixture_distribution.logits, dim=-1), dim=-1)

    def sample(self, sample_shape=_torch.Size()):
        with _torch.no_grad():
            axis = len(sample_shape) + len(self.batch_shape)
            chosen = self.mixture_distribution.sample(sample_shape)
            drawn = self.component_distribution.sample(sample_shape)
            index = chosen.reshape(chosen.shape + (1,) * (self._event_ndims + 1))
            index = index.expand(chosen.shape + (1,) + self.event_shape)
            return _torch.gather(drawn, axis, index).squeeze(axis)

    def __repr__(self):
        return f"MixtureSameFamily(\n  {self.mixture_distribution},\n  {self.component_distribution})"
