"""Distributions of transformed values, and some that are made of others."""

import math as _math

import torch as _torch
from torch.distributions import constraints as _c
from torch.distributions._location import Normal, Uniform
from torch.distributions._composed import Independent, MultivariateNormal
from torch.distributions.distribution import Distribution
from torch.distributions.transforms import (
    AffineTransform, ComposeTransform, PowerTransform, StickBreakingTransform, Transform, _sum_rightmost)
from torch.distributions.utils import broadcast_all, clamp_probs, logits_to_probs, probs_to_logits, standard_normal

__all__ = [
    "ContinuousBernoulli", "Kumaraswamy", "LogisticNormal", "LowRankMultivariateNormal", "TransformedDistribution",
]


class TransformedDistribution(Distribution):
    """What a distribution becomes when transforms are applied to its values."""

    def __init__(self, base_distribution, transforms, validate_args=None):
        if isinstance(transforms, Transform):
            self.transforms = [transforms]
        elif isinstance(transforms, list):
            if not all(isinstance(t, Transform) for t in transforms):
                raise ValueError("transforms must be a Transform or a list of Transforms")
            self.transforms = transforms
        else:
            raise ValueError(f"transforms must be a Transform or list, but was {transforms}")
        base_shape = base_distribution.batch_shape + base_distribution.event_shape
        base_event_dim = len(base_distribution.event_shape)
        chain = ComposeTransform(self.transforms)
        if len(base_shape) < chain.domain.event_dim:
            raise ValueError(
                f"base_distribution needs to have shape with size at least {chain.domain.event_dim}, but got "
                f"{base_shape}.")
        forward_shape = chain.forward_shape(base_shape)
        expanded = chain.inverse_shape(forward_shape)
        if tuple(base_shape) != tuple(expanded):
            base_distribution = base_distribution.expand(expanded[:len(expanded) - base_event_dim])
        extra = chain.domain.event_dim - base_event_dim
        if extra > 0:
            base_distribution = Independent(base_distribution, extra)
        self.base_dist = base_distribution
        event_dim = max(
            chain.codomain.event_dim, base_event_dim + chain.codomain.event_dim - chain.domain.event_dim)
        cut = len(forward_shape) - event_dim
        super().__init__(
            _torch.Size(forward_shape[:cut]), _torch.Size(forward_shape[cut:]), validate_args=validate_args)

    @property
    def has_rsample(self):
        return self.base_dist.has_rsample

    @property
    def support(self):
        if not self.transforms:
            return self.base_dist.support
        support = self.transforms[-1].codomain
        extra = len(self.event_shape) - support.event_dim
        return _c.independent(support, extra) if extra > 0 else support

    def expand(self, batch_shape, _instance=None):
        new = type(self).__new__(type(self))
        new.__dict__.update(self.__dict__)
        batch_shape = _torch.Size(batch_shape)
        shape = batch_shape + self.event_shape
        for t in reversed(self.transforms):
            shape = t.inverse_shape(shape)
        new.base_dist = self.base_dist.expand(shape[:len(shape) - len(self.base_dist.event_shape)])
        new._batch_shape = batch_shape
        return new

    def _forward(self, x):
        for transform in self.transforms:
            x = transform(x)
        return x

    def sample(self, sample_shape=_torch.Size()):
        with _torch.no_grad():
            return self._forward(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape=_torch.Size()):
        return self._forward(self.base_dist.rsample(sample_shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        event_dim = len(self.event_shape)
        total = 0.0
        y = value
        for transform in reversed(self.transforms):
            x = transform.inv(y)
            event_dim += transform.domain.event_dim - transform.codomain.event_dim
            total = total - _sum_rightmost(transform.log_abs_det_jacobian(x, y), event_dim - transform.domain.event_dim)
            y = x
        return total + _sum_rightmost(self.base_dist.log_prob(y), event_dim - len(self.base_dist.event_shape))

    def _monotonize_cdf(self, value):
        sign = 1
        for transform in self.transforms:
            sign = sign * transform.sign
        if isinstance(sign, int) and sign == 1:
            return value
        return sign * (value - 0.5) + 0.5

    def cdf(self, value):
        for transform in reversed(self.transforms):
            value = transform.inv(value)
        if self._validate_args:
            self.base_dist._validate_sample(value)
        return self._monotonize_cdf(self.base_dist.cdf(value))

    def icdf(self, value):
        return self._forward(self.base_dist.icdf(self._monotonize_cdf(value)))


class LogisticNormal(TransformedDistribution):
    """Probabilities whose stick-breaking scores are normal."""

    arg_constraints = {"loc": _c.real, "scale": _c.positive}
    support = _c.simplex
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        base = Normal(loc, scale, validate_args=validate_args)
        if not base.batch_shape:
            base = base.expand([1])
        super().__init__(base, StickBreakingTransform(), validate_args=validate_args)

    @property
    def loc(self):
        return self.base_dist.base_dist.loc

    @property
    def scale(self):
        return self.base_dist.base_dist.scale


class Kumaraswamy(TransformedDistribution):
    """Values in (0, 1) with distribution function 1 − (1 − xᵃ)ᵇ."""

    arg_constraints = {"concentration1": _c.positive, "concentration0": _c.positive}
    support = _c.unit_interval
    has_rsample = True

    def __init__(self, concentration1, concentration0, validate_args=None):
        self.concentration1, self.concentration0 = broadcast_all(concentration1, concentration0)
        one = _torch.ones_like(self.concentration0)
        base = Uniform(_torch.full_like(self.concentration0, 0), one, validate_args=validate_args)
        transforms = [
            PowerTransform(exponent=self.concentration0.reciprocal()), AffineTransform(loc=1.0, scale=-1.0),
            PowerTransform(exponent=self.concentration1.reciprocal()),
        ]
        super().__init__(base, transforms, validate_args=validate_args)

    def _moment(self, n):
        arg = 1 + n / self.concentration1
        value = _torch.lgamma(arg) + _torch.lgamma(self.concentration0) - _torch.lgamma(arg + self.concentration0)
        return self.concentration0 * _torch.exp(value)

    @property
    def mean(self):
        return self._moment(1)

    @property
    def mode(self):
        log_mode = (
            self.concentration0.reciprocal() * (-self.concentration0).log1p()
            - (-self.concentration0 * self.concentration1).log1p())
        log_mode[(self.concentration0 < 1) | (self.concentration1 < 1)] = _math.nan
        return log_mode.exp()

    @property
    def variance(self):
        return self._moment(2) - self.mean.pow(2)

    def entropy(self):
        t1 = 1 - self.concentration1.reciprocal()
        t0 = 1 - self.concentration0.reciprocal()
        harmonic = _torch.digamma(self.concentration0 + 1) + 0.57721566490153286060
        return t0 + t1 * harmonic - _torch.log(self.concentration1) - _torch.log(self.concentration0)


class ContinuousBernoulli(Distribution):
    """Values in [0, 1] with a density in proportion to λˣ(1 − λ)¹⁻ˣ."""

    arg_constraints = {"probs": _c.unit_interval, "logits": _c.real}
    support = _c.unit_interval
    has_rsample = True
    _lazy = {
        "probs": lambda self: clamp_probs(logits_to_probs(self.logits, is_binary=True)),
        "logits": lambda self: probs_to_logits(self.probs, is_binary=True),
    }

    def __init__(self, probs=None, logits=None, lims=(0.499, 0.501), validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        if probs is not None:
            (self.probs,) = broadcast_all(probs)
            self.probs = clamp_probs(self.probs)
            param = self.probs
        else:
            (self.logits,) = broadcast_all(logits)
            param = self.logits
        self._lims = lims
        super().__init__(param.size(), validate_args=validate_args)

    @property
    def param_shape(self):
        return self._batch_shape

    def _outside(self):
        """Where λ is far enough from ½ for the plain formulas."""
        return (self.probs <= self._lims[0]) | (self.probs > self._lims[1])

    def _cut(self):
        return _torch.where(self._outside(), self.probs, self._lims[0] * _torch.ones_like(self.probs))

    def _log_norm(self):
        cut = self._cut()
        below = _torch.where(cut <= 0.5, cut, _torch.zeros_like(cut))
        above = _torch.where(cut >= 0.5, cut, _torch.ones_like(cut))
        value = _torch.log(_torch.abs(_torch.log1p(-cut) - _torch.log(cut))) - _torch.where(
            cut <= 0.5, _torch.log1p(-2.0 * below), _torch.log(2.0 * above - 1.0))
        x = _torch.pow(self.probs - 0.5, 2)
        taylor = _math.log(2.0) + (4.0 / 3.0 + 104.0 / 45.0 * x) * x
        return _torch.where(self._outside(), value, taylor)

    @property
    def mean(self):
        cut = self._cut()
        mus = cut / (2.0 * cut - 1.0) + 1.0 / (_torch.log1p(-cut) - _torch.log(cut))
        x = self.probs - 0.5
        return _torch.where(self._outside(), mus, 0.5 + (1.0 / 3.0 + 16.0 / 45.0 * _torch.pow(x, 2)) * x)

    @property
    def stddev(self):
        return _torch.sqrt(self.variance)

    @property
    def variance(self):
        cut = self._cut()
        value = cut * (cut - 1.0) / _torch.pow(1.0 - 2.0 * cut, 2) + 1.0 / _torch.pow(
            _torch.log1p(-cut) - _torch.log(cut), 2)
        x = _torch.pow(self.probs - 0.5, 2)
        return _torch.where(self._outside(), value, 1.0 / 12.0 - (1.0 / 15.0 - 128.0 / 945.0 * x) * x)

    def sample(self, sample_shape=_torch.Size()):
        u = _torch.rand(self._extended_shape(sample_shape), dtype=self.probs.dtype)
        with _torch.no_grad():
            return self.icdf(u)

    def rsample(self, sample_shape=_torch.Size()):
        return self.icdf(_torch.rand(self._extended_shape(sample_shape), dtype=self.probs.dtype))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        loss = _torch.nn.functional.binary_cross_entropy_with_logits(logits, value, reduction="none")
        return -loss + self._log_norm()

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        cut = self._cut()
        values = (_torch.pow(cut, value) * _torch.pow(1.0 - cut, 1.0 - value) + cut - 1.0) / (2.0 * cut - 1.0)
        unbounded = _torch.where(self._outside(), values, value)
        return _torch.where(
            value <= 0.0, _torch.zeros_like(value),
            _torch.where(value >= 1.0, _torch.ones_like(value), unbounded))

    def icdf(self, value):
        cut = self._cut()
        return _torch.where(
            self._outside(),
            (_torch.log1p(-cut + value * (2.0 * cut - 1.0)) - _torch.log1p(-cut)) / (_torch.log(cut) - _torch.log1p(-cut)),
            value)

    def entropy(self):
        log0, log1 = _torch.log1p(-self.probs), _torch.log(self.probs)
        return self.mean * (log0 - log1) - self._log_norm() - log0


class LowRankMultivariateNormal(Distribution):
    """A normal distribution with covariance W Wᵀ + diag(D)."""

    arg_constraints = {
        "loc": _c.real_vector, "cov_factor": _c.independent(_c.real, 2), "cov_diag": _c.independent(_c.positive, 1),
    }
    support = _c.real_vector
    has_rsample = True

    def __init__(self, loc, cov_factor, cov_diag, validate_args=None):
        if loc.dim() < 1:
            raise ValueError("loc must be at least one-dimensional.")
        event_shape = loc.shape[-1:]
        if cov_factor.dim() < 2:
            raise ValueError(
                "cov_factor must be at least two-dimensional, with optional leading batch dimensions")
        if cov_factor.shape[-2:-1] != event_shape:
            raise ValueError(f"cov_factor must be a batch of matrices with shape {event_shape[0]} x m")
        if cov_diag.shape[-1:] != event_shape:
            raise ValueError(f"cov_diag must be a batch of vectors with shape {event_shape}")
        batch_shape = _torch.broadcast_shapes(loc.shape[:-1], cov_factor.shape[:-2], cov_diag.shape[:-1])
        self.loc = loc.expand(batch_shape + event_shape)
        self.cov_diag = cov_diag.expand(batch_shape + event_shape)
        self.cov_factor = cov_factor.expand(batch_shape + cov_factor.shape[-2:])
        self._unbroadcasted = cov_factor, cov_diag
        super().__init__(_torch.Size(batch_shape), event_shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.loc

    mode = mean

    @property
    def variance(self):
        return self.cov_factor.pow(2).sum(-1) + self.cov_diag

    @property
    def covariance_matrix(self):
        return self.cov_factor @ self.cov_factor.mT + self.cov_diag.diag_embed()

    @property
    def scale_tril(self):
        return _torch.linalg.cholesky(self.covariance_matrix)

    @property
    def precision_matrix(self):
        return _torch.linalg.inv(self.covariance_matrix)

    def rsample(self, sample_shape=_torch.Size()):
        factor, diagonal = self._unbroadcasted
        shape = self._extended_shape(sample_shape)
        eps_w = standard_normal(self.loc, shape[:-1] + self.cov_factor.shape[-1:])
        eps_d = standard_normal(self.loc, shape)
        return self.loc + (factor @ eps_w.unsqueeze(-1)).squeeze(-1) + diagonal.sqrt() * eps_d

    def _normal(self):
        return MultivariateNormal(self.loc, covariance_matrix=self.covariance_matrix, validate_args=False)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self._normal().log_prob(value)

    def entropy(self):
        return self._normal().entropy()
