"""Distributions of a place and a width."""

import math as _math

import torch as _torch
from torch.distributions import constraints as _c
from torch.distributions.distribution import Distribution
from torch.distributions.utils import broadcast_all, standard_normal

__all__ = ["Cauchy", "Gumbel", "HalfCauchy", "HalfNormal", "Laplace", "LogNormal", "Normal", "StudentT", "Uniform"]


class _LocationScale(Distribution):
    arg_constraints = {"loc": _c.real, "scale": _c.positive}
    support = _c.real
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(self.loc.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc


class Normal(_LocationScale):
    """The normal distribution with mean loc and standard deviation scale."""

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.stddev.pow(2)

    def sample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        with _torch.no_grad():
            return _torch.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape=_torch.Size()):
        return self.loc + standard_normal(self.loc, self._extended_shape(sample_shape)) * self.scale

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return (-((value - self.loc) ** 2) / (2 * self.scale**2) - self.scale.log()
                - _math.log(_math.sqrt(2 * _math.pi)))

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return 0.5 * (1 + _torch.erf((value - self.loc) * self.scale.reciprocal() / _math.sqrt(2)))

    def icdf(self, value):
        return self.loc + self.scale * _torch.erfinv(2 * value - 1) * _math.sqrt(2)

    def entropy(self):
        return 0.5 + 0.5 * _math.log(2 * _math.pi) + _torch.log(self.scale)


class LogNormal(Distribution):
    """exp of a normal distribution."""

    arg_constraints = {"loc": _c.real, "scale": _c.positive}
    support = _c.positive
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        self.base_dist = Normal(loc, scale, validate_args=validate_args)
        super().__init__(self.base_dist.batch_shape, validate_args=validate_args)

    @property
    def loc(self):
        return self.base_dist.loc

    @property
    def scale(self):
        return self.base_dist.scale

    @property
    def mean(self):
        return (self.loc + self.scale.pow(2) / 2).exp()

    @property
    def mode(self):
        return (self.loc - self.scale.square()).exp()

    @property
    def variance(self):
        square = self.scale.pow(2)
        return square.expm1() * (2 * self.loc + square).exp()

    def sample(self, sample_shape=_torch.Size()):
        return self.base_dist.sample(sample_shape).exp()

    def rsample(self, sample_shape=_torch.Size()):
        return self.base_dist.rsample(sample_shape).exp()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        log = value.log()
        return self.base_dist.log_prob(log) - log

    def cdf(self, value):
        return self.base_dist.cdf(value.log())

    def icdf(self, value):
        return self.base_dist.icdf(value).exp()

    def entropy(self):
        return self.base_dist.entropy() + self.loc


class HalfNormal(Distribution):
    """The absolute value of a normal distribution around 0."""

    arg_constraints = {"scale": _c.positive}
    support = _c.nonnegative
    has_rsample = True

    def __init__(self, scale, validate_args=None):
        self.base_dist = Normal(0, scale, validate_args=False)
        super().__init__(self.base_dist.batch_shape, validate_args=validate_args)

    @property
    def scale(self):
        return self.base_dist.scale

    @property
    def mean(self):
        return self.scale * _math.sqrt(2 / _math.pi)

    @property
    def mode(self):
        return _torch.zeros_like(self.scale)

    @property
    def variance(self):
        return self.scale.pow(2) * (1 - 2 / _math.pi)

    def sample(self, sample_shape=_torch.Size()):
        return self.base_dist.sample(sample_shape).abs()

    def rsample(self, sample_shape=_torch.Size()):
        return self.base_dist.rsample(sample_shape).abs()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        log = self.base_dist.log_prob(value) + _math.log(2)
        return _torch.where(value >= 0, log, -_math.inf)

    def cdf(self, value):
        return 2 * self.base_dist.cdf(value) - 1

    def icdf(self, value):
        return self.base_dist.icdf((value + 1) / 2)

    def entropy(self):
        return self.base_dist.entropy() - _math.log(2)


class Uniform(Distribution):
    """The uniform distribution over [low, high)."""

    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = broadcast_all(low, high)
        super().__init__(self.low.size(), validate_args=validate_args)

    @property
    def arg_constraints(self):
        return {"low": _c.less_than(self.high), "high": _c.greater_than(self.low)}

    @property
    def support(self):
        return _c.interval(self.low, self.high)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def mode(self):
        return float("nan") * self.high

    @property
    def stddev(self):
        return (self.high - self.low) / 12**0.5

    @property
    def variance(self):
        return (self.high - self.low).pow(2) / 12

    def rsample(self, sample_shape=_torch.Size()):
        rand = _torch.rand(self._extended_shape(sample_shape), dtype=self.low.dtype)
        return self.low + rand * (self.high - self.low)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        low = self.low.le(value).type_as(self.low)
        high = self.high.gt(value).type_as(self.low)
        return _torch.log(low.mul(high)) - _torch.log(self.high - self.low)

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value):
        return value * (self.high - self.low) + self.low

    def entropy(self):
        return _torch.log(self.high - self.low)


class Laplace(_LocationScale):
    """The Laplace distribution: exponential to both sides of loc."""

    @property
    def variance(self):
        return 2 * self.scale.pow(2)

    @property
    def stddev(self):
        return 2**0.5 * self.scale

    def rsample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        eps = _torch.finfo(self.loc.dtype).eps
        u = _torch.empty(shape, dtype=self.loc.dtype).uniform_(eps - 1, 1)
        return self.loc - self.scale * u.sign() * _torch.log1p(-u.abs())

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return -_torch.log(2 * self.scale) - _torch.abs(value - self.loc) / self.scale

    def cdf(self, value):
        distance = value - self.loc
        return 0.5 - 0.5 * distance.sign() * _torch.expm1(-distance.abs() / self.scale)

    def icdf(self, value):
        term = value - 0.5
        return self.loc - self.scale * term.sign() * _torch.log1p(-2 * term.abs())

    def entropy(self):
        return 1 + _torch.log(2 * self.scale)


class Cauchy(_LocationScale):
    """The Cauchy distribution, which has no mean."""

    @property
    def mean(self):
        return _torch.full(self._extended_shape(), _math.nan, dtype=self.loc.dtype)

    @property
    def variance(self):
        return _torch.full(self._extended_shape(), _math.inf, dtype=self.loc.dtype)

    def rsample(self, sample_shape=_torch.Size()):
        eps = _torch.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype).cauchy_()
        return self.loc + eps * self.scale

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return -_math.log(_math.pi) - self.scale.log() - (((value - self.loc) / self.scale) ** 2).log1p()

    def cdf(self, value):
        return _torch.atan((value - self.loc) / self.scale) / _math.pi + 0.5

    def icdf(self, value):
        return _torch.tan(_math.pi * (value - 0.5)) * self.scale + self.loc

    def entropy(self):
        return _math.log(4 * _math.pi) + self.scale.log()


class HalfCauchy(Distribution):
    """The absolute value of a Cauchy distribution around 0."""

    arg_constraints = {"scale": _c.positive}
    support = _c.nonnegative
    has_rsample = True

    def __init__(self, scale, validate_args=None):
        self.base_dist = Cauchy(0, scale, validate_args=False)
        super().__init__(self.base_dist.batch_shape, validate_args=validate_args)

    @property
    def scale(self):
        return self.base_dist.scale

    @property
    def mean(self):
        return _torch.full(self._extended_shape(), _math.inf, dtype=self.scale.dtype)

    @property
    def mode(self):
        return _torch.zeros_like(self.scale)

    @property
    def variance(self):
        return self.base_dist.variance

    def rsample(self, sample_shape=_torch.Size()):
        return self.base_dist.rsample(sample_shape).abs()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        log = self.base_dist.log_prob(value) + _math.log(2)
        return _torch.where(value >= 0, log, -_math.inf)

    def cdf(self, value):
        return 2 * self.base_dist.cdf(value) - 1

    def icdf(self, value):
        return self.base_dist.icdf((value + 1) / 2)

    def entropy(self):
        return self.base_dist.entropy() - _math.log(2)


class Gumbel(_LocationScale):
    """The Gumbel distribution of largest values."""

    @property
    def mean(self):
        return self.loc + self.scale * 0.57721566490153286060

    @property
    def stddev(self):
        return (_math.pi / _math.sqrt(6)) * self.scale

    @property
    def variance(self):
        return self.stddev.pow(2)

    def rsample(self, sample_shape=_torch.Size()):
        info = _torch.finfo(self.loc.dtype)
        rand = _torch.rand(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        u = info.tiny + rand * (1 - info.eps - info.tiny)
        return self.loc - self.scale * _torch.log(-u.log())

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        y = (self.loc - value) / self.scale
        return (y - y.exp()) - self.scale.log()

    def cdf(self, value):
        return _torch.exp(-_torch.exp((self.loc - value) / self.scale))

    def icdf(self, value):
        return self.loc - self.scale * _torch.log(-_torch.log(value))

    def entropy(self):
        return self.scale.log() + (1 + 0.57721566490153286060)


class StudentT(Distribution):
    """Student's t distribution of df degrees of freedom."""

    arg_constraints = {"df": _c.positive, "loc": _c.real, "scale": _c.positive}
    support = _c.real
    has_rsample = True

    def __init__(self, df, loc=0.0, scale=1.0, validate_args=None):
        from torch.distributions._gamma import Chi2

        self.df, self.loc, self.scale = broadcast_all(df, loc, scale)
        self._chi2 = Chi2(self.df)
        super().__init__(self.df.size(), validate_args=validate_args)

    @property
    def mean(self):
        mean = self.loc.clone()
        mean[self.df <= 1] = _math.nan
        return mean

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        large = self.scale.pow(2) * self.df / (self.df - 2)
        result = _torch.where(self.df > 2, large, _torch.full_like(large, _math.inf))
        return _torch.where(self.df <= 1, _torch.full_like(large, _math.nan), result)

    def rsample(self, sample_shape=_torch.Size()):
        x = standard_normal(self.df, self._extended_shape(sample_shape))
        z = self._chi2.rsample(sample_shape)
        return self.loc + self.scale * (x * _torch.rsqrt(z / self.df))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        y = (value - self.loc) / self.scale
        norm = (self.scale.log() + 0.5 * self.df.log() + 0.5 * _math.log(_math.pi) + _torch.lgamma(0.5 * self.df)
                - _torch.lgamma(0.5 * (self.df + 1.0)))
        return -0.5 * (self.df + 1.0) * _torch.log1p(y**2.0 / self.df) - norm

    def entropy(self):
        beta = _torch.lgamma(0.5 * self.df) + _math.lgamma(0.5) - _torch.lgamma(0.5 * (self.df + 1))
        return (self.scale.log()
                + 0.5 * (self.df + 1) * (_torch.digamma(0.5 * (self.df + 1)) - _torch.digamma(0.5 * self.df))
                + 0.5 * self.df.log() + beta)
